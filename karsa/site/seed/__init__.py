"""`karsa seed`: a believable region of any size, the same each time, streamed into the tables.

Rows follow from numbers: person 4,711 has the same name, unit, rater and days in every run. Nothing
is held in memory but one person's rows, so a million people need no more than a thousand.
"""
