from karsa.org.imports.command import ImportCommand


class Command(ImportCommand):
    kind = "employees"
    help = "Take in the employee export of SIASN (CSV or XLSX), row by row; units come first."
