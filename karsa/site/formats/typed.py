"""How a day and an hour are typed, in either language; a browser's own way comes first."""

# Never month before day, which a reader of 03/04/2026 could not tell apart.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d %b %Y", "%d %B %Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%H.%M.%S"]
