"""What a higher room needs to bring a kind of file of its own into the imports."""

from karsa.org.imports.people_rows import UNKNOWN, PeopleRows, known
from karsa.org.imports.run import KINDS, Kind

__all__ = ["KINDS", "UNKNOWN", "Kind", "PeopleRows", "known"]
