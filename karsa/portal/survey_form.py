"""Parsing of a filled questionnaire; everything typed stays in the form that is shown again."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import TextChoices
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from karsa.rules.survey import LONGEST_COMMENT
from karsa.surveys.models import COLUMNS, Response
from karsa.surveys.queries.questionnaire import Asked, Questionnaire
from karsa.surveys.services import Said

_PROFILE = ("age", "sex", "education", "occupation", "disability")


def _profile(label: Any, choices: type[TextChoices]) -> forms.ChoiceField:
    offered = [("", _("Tidak menjawab")), *choices.choices]
    return forms.ChoiceField(label=label, choices=offered, required=False)


class SurveyForm(forms.Form):
    """Nine elements, the service's own questions, a comment; the profile may stay empty."""

    comment = forms.CharField(
        label=_("Saran atau pujian"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tanpa nama, nomor telepon, atau NIK. Dibaca petugas sebelum terbit."),
    )

    age = _profile(_("Usia"), Response.Age)
    sex = _profile(_("Jenis kelamin"), Response.Sex)
    education = _profile(_("Pendidikan terakhir"), Response.Education)
    occupation = _profile(_("Pekerjaan"), Response.Occupation)
    disability = _profile(_("Penyandang disabilitas"), Response.Disability)

    def __init__(self, *args: Any, shown: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shown = shown
        self.fields |= {one.name: _question(one) for one in shown.asked}

    def questions(self) -> Iterator[tuple[int, BoundField]]:
        """The questions, counted from one."""
        return enumerate((self[one.name] for one in self._shown.asked), start=1)

    def profile(self) -> list[BoundField]:
        """The fields about the respondent."""
        return [self[name] for name in _PROFILE]

    def said(self, key: UUID) -> Said:
        """What was answered."""
        typed = self.cleaned_data
        own = (one.name for one in self._shown.asked if one.is_own)
        return Said(
            key,
            tuple(typed[column] for column in COLUMNS),
            {name[1:]: typed[name] for name in own if typed[name]},
            {name: typed[name] for name in _PROFILE},
            typed["comment"],
            self._shown.language,
        )


def _question(one: Asked) -> forms.TypedChoiceField:
    said = {name: _("Pilih salah satu jawaban.") for name in ("required", "invalid_choice")}
    return forms.TypedChoiceField(
        label=one.text,
        choices=one.answers,
        coerce=int,
        required=not one.is_own,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages=said,
    )
