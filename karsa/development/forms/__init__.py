"""Typed parsers of this room."""

from karsa.development.forms.lessons import AnswersForm

__all__ = ["AnswersForm"]
