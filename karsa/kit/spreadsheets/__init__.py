"""Tables as people bring and take them: CSV and XLSX in, CSV and XLSX out."""

from karsa.kit.spreadsheets.reading import Columns, Sheet, open_sheet
from karsa.kit.spreadsheets.writing import Table, csv_lines, write_book, write_csv, write_xlsx

__all__ = [
    "Columns",
    "Sheet",
    "Table",
    "csv_lines",
    "open_sheet",
    "write_book",
    "write_csv",
    "write_xlsx",
]
