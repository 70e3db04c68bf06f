from karsa.org.imports.command import ImportCommand


class Command(ImportCommand):
    kind = "units"
    help = "Take in the unit list of a region (ref-unor, CSV or XLSX), row by row."
