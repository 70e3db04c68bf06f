"""What tenancy keeps about people."""

from karsa.kit.personal import declare

declare(
    "tenancy",
    without=("Agency", "ArchivedPart", "Turn"),
)
