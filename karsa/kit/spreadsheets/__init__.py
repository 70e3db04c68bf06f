"""Tables as people bring and take them: CSV and XLSX in, CSV and XLSX out."""

from karsa.kit.spreadsheets.reading import Columns, Sheet, open_sheet
from karsa.kit.spreadsheets.writing import csv_lines, write_csv, write_xlsx

__all__ = ["Columns", "Sheet", "csv_lines", "open_sheet", "write_csv", "write_xlsx"]
