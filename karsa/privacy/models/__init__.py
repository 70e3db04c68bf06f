from karsa.privacy.models.incident import Incident, IncidentMeasure
from karsa.privacy.models.requests import DataRequest
from karsa.privacy.models.unsealing import Unsealing

__all__ = ["DataRequest", "Incident", "IncidentMeasure", "Unsealing"]
