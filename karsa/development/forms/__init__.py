"""Typed parsers of this room."""

from karsa.development.forms.growing import ItemForm, NeedsForm, ViewForm
from karsa.development.forms.keeping import (
    BudgetForm,
    CompetenceForm,
    CourseForm,
    MaterialForm,
    QuestionForm,
    SeriesForm,
    SessionForm,
    SheetForm,
    WordsForm,
)
from karsa.development.forms.questions import AnswersForm, TestForm

__all__ = [
    "AnswersForm",
    "BudgetForm",
    "CompetenceForm",
    "CourseForm",
    "ItemForm",
    "MaterialForm",
    "NeedsForm",
    "QuestionForm",
    "SeriesForm",
    "SessionForm",
    "SheetForm",
    "TestForm",
    "ViewForm",
    "WordsForm",
]
