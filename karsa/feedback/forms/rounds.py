"""Rounds of many voices: opening one, and answering."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.feedback.forms.fields import area, day_field
from karsa.feedback.services.rounds import Said
from karsa.org.models import Unit
from karsa.rules.behaviour import VALUES

SCALE = (
    ("", _("Tidak dapat menilai")),
    (1, _("1 · tidak pernah")),
    (2, _("2 · jarang")),
    (3, _("3 · kadang")),
    (4, _("4 · sering")),
    (5, _("5 · selalu")),
)


class RoundForm(forms.Form):
    """A round about the people of a unit."""

    name = forms.CharField(label=_("Nama putaran"), max_length=120)
    closes = day_field(
        _("Hari terakhir menjawab"),
        help_text=_("Hasil dibuka sekali, pada malam setelah hari ini."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Unit yang pegawainya dinilai bersama")
        unit = forms.ModelChoiceField(units, label=label, empty_label=None)
        self.fields = {"unit": unit, **self.fields}


class VoiceForm(forms.Form):
    """How often somebody lives each of the seven values, and words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for value in VALUES:
            self.fields[value.key] = forms.TypedChoiceField(
                label=value.name,
                help_text="; ".join(value.guides),
                choices=SCALE,
                coerce=int,
                required=False,
                empty_value=None,
            )
        self.fields["text"] = area(
            _("Satu hal yang sebaiknya diteruskan atau diubah"),
            required=False,
            length=1000,
            help_text=_("Hindari peristiwa yang hanya Anda yang tahu, supaya Anda tak dikenali."),
        )

    @property
    def said(self) -> Said:
        """What was answered."""
        typed = self.cleaned_data
        scores = {one.key: typed[one.key] for one in VALUES if typed[one.key] is not None}
        return Said(scores, typed["text"])
