"""English pages write numbers as Indonesia does: the same figure stands on the printed form.

What is typed is read the same way in both languages, so that 1.250 never means two amounts.
"""

from karsa.site.formats.typed import DATE_INPUT_FORMATS, TIME_INPUT_FORMATS

__all__ = ["DATE_INPUT_FORMATS", "TIME_INPUT_FORMATS"]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
FIRST_DAY_OF_WEEK = 1
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, G.i"
TIME_FORMAT = "G.i"
SHORT_DATE_FORMAT = "d-m-Y"
SHORT_DATETIME_FORMAT = "d-m-Y G.i"
