"""The test of a course: one choice a question."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.models import CourseQuestion


class TestForm(forms.Form):
    """All questions, each with its choices; nothing tells which is right."""

    def __init__(self, data: object, questions: Sequence[CourseQuestion]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for question in questions:
            self.fields[f"q{question.pk}"] = forms.TypedChoiceField(
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
