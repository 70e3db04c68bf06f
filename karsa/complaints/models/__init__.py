from karsa.complaints.models.case import READERS, Case, CaseQuerySet
from karsa.complaints.models.parts import CaseBrowser, CaseFile, Contact, Hearing, Step
from karsa.complaints.models.setup import AnswerTemplate, Area, Category, Route

__all__ = [
    "READERS",
    "AnswerTemplate",
    "Area",
    "Case",
    "CaseBrowser",
    "CaseFile",
    "CaseQuerySet",
    "Category",
    "Contact",
    "Hearing",
    "Route",
    "Step",
]
