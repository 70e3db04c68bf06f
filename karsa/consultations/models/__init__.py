from karsa.consultations.models.consultation import (
    Consultation,
    ConsultationEvent,
    ConsultationQuerySet,
)
from karsa.consultations.models.contribution import (
    Answer,
    Contribution,
    ContributionQuerySet,
    ContributionReport,
    Moderation,
    Support,
)
from karsa.consultations.models.meeting import Meeting, MeetingParticipant
from karsa.consultations.models.outreach import Invitation, StakeholderGroup

__all__ = [
    "Answer",
    "Consultation",
    "ConsultationEvent",
    "ConsultationQuerySet",
    "Contribution",
    "ContributionQuerySet",
    "ContributionReport",
    "Invitation",
    "Meeting",
    "MeetingParticipant",
    "Moderation",
    "StakeholderGroup",
    "Support",
]
