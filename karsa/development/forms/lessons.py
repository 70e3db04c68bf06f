from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.queries import Lesson


class AnswersForm(forms.Form):
    """One choice a question; a wrong one is told why."""

    def __init__(self, data: object, lesson: Lesson) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.lesson = lesson
        for number, question in enumerate(lesson.questions):
            self.fields[f"q{number}"] = forms.TypedChoiceField(
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

    def explain(self) -> None:
        """Say beside each wrong answer why another is right."""
        for name, question in zip(self.fields, self.lesson.questions, strict=True):
            if self.cleaned_data.get(name) != question.right:
                self.add_error(name, question.why)
