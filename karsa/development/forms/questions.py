"""Questions with one choice each: of a lesson, of a course's test."""

from collections.abc import Mapping
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.models import CourseQuestion
from karsa.development.queries import Lesson


class Question(Protocol):
    """What both kinds of questions have."""

    @property
    def text(self) -> str:
        """What is asked."""

    @property
    def choices(self) -> Any:
        """The answers to choose from, in words."""


class QuestionsForm(forms.Form):
    """Questions by the name of their field; nothing tells which answer is right."""

    def __init__(self, data: Any, questions: Mapping[str, Question]) -> None:
        super().__init__(data)
        for name, question in questions.items():
            self.fields[name] = forms.TypedChoiceField(
                label=question.text,
                coerce=int,
                choices=list(enumerate(question.choices)),
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih satu jawaban.")},
            )

    @property
    def answers(self) -> list[int]:
        """What was chosen, in the order of the questions."""
        return [self.cleaned_data[name] for name in self.fields]


class AnswersForm(QuestionsForm):
    """Of a lesson; a wrong answer is told why."""

    def __init__(self, data: Any, lesson: Lesson) -> None:
        super().__init__(data, {f"q{n}": one for n, one in enumerate(lesson.questions)})
        self.lesson = lesson

    def explain(self) -> None:
        """Say beside each wrong answer why another is right."""
        for name, question in zip(self.fields, self.lesson.questions, strict=True):
            if self.cleaned_data.get(name) != question.right:
                self.add_error(name, question.why)


class TestForm(QuestionsForm):
    """Of a course."""

    def __init__(self, data: Any, questions: list[CourseQuestion]) -> None:
        super().__init__(data, {f"q{one.pk}": one for one in questions})
