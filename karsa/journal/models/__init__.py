from karsa.journal.models.entries import (
    AwaitedFile,
    BurdenCount,
    DailyEntry,
    EntryEvidence,
    EntryQuerySet,
    EvidenceQuerySet,
    NoteQuerySet,
    PhotoPlace,
    PhotoPrint,
    PlausibilityNote,
    QuestionQuerySet,
    ReviewDecision,
    ReviewQuestion,
)
from karsa.journal.models.months import EntryMonth

__all__ = [
    "AwaitedFile",
    "BurdenCount",
    "DailyEntry",
    "EntryEvidence",
    "EntryMonth",
    "EntryQuerySet",
    "EvidenceQuerySet",
    "NoteQuerySet",
    "PhotoPlace",
    "PhotoPrint",
    "PlausibilityNote",
    "QuestionQuerySet",
    "ReviewDecision",
    "ReviewQuestion",
]
