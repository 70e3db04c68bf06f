"""BKN's two reports join the imports of the organisation, in every process that does work."""

from karsa.evaluations.services.national import REPORTS
from karsa.org.services.importing import KINDS

KINDS.update(REPORTS)
