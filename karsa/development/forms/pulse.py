"""The pulse: opening one, three taps, and management's reply."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.queries.pulse import questions
from karsa.org.models import Unit
from karsa.rules import pulse as rules

SCALE = (
    (1, _("1 · sangat tidak setuju")),
    (2, _("2 · tidak setuju")),
    (3, _("3 · di tengah")),
    (4, _("4 · setuju")),
    (5, _("5 · sangat setuju")),
)


def _day(label: Any, help_text: Any) -> forms.DateField:
    picker = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=picker)


class PulseForm(forms.Form):
    """A pulse of all staff."""

    name = forms.CharField(
        label=_("Nama"), max_length=120, help_text=_("Misalnya: Triwulan I 2026")
    )
    closes = _day(_("Hari terakhir menjawab"), _("Hasil dibuka pada malam setelah hari ini."))


class PulseAnswerForm(forms.Form):
    """Three questions of everybody, and a free one."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, text in questions():
            self.fields[key] = forms.TypedChoiceField(
                label=text,
                choices=SCALE,
                coerce=int,
                empty_value=None,
                required=key in rules.ASKED,
                widget=forms.RadioSelect,
                help_text="" if key in rules.ASKED else _("Boleh dikosongkan."),
                error_messages={"required": _("Pilih satu dari lima.")},
            )

    @property
    def answers(self) -> dict[str, int]:
        """What was chosen."""
        return {key: value for key, value in self.cleaned_data.items() if value is not None}


class PulseReplyForm(forms.Form):
    """What management says, what will change, and by when."""

    text = forms.CharField(
        label=_("Tanggapan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    change = forms.CharField(label=_("Yang akan berubah"), max_length=300)
    due = _day(_("Terasa paling lambat"), _("Pegawai membaca hari ini di samping janji itu."))

    def __init__(self, data: Any = None, *, units: Sequence[Unit | None]) -> None:
        super().__init__(data)
        self.units = {unit.pk if unit else None: unit for unit in units}
        unit = forms.TypedChoiceField(
            label=_("Untuk"),
            choices=[
                ("", _("Seluruh pegawai")) if one is None else (one.pk, one.name) for one in units
            ],
            coerce=int,
            empty_value=None,
            required=None not in units,
        )
        self.fields = {"unit": unit, **self.fields}

    @property
    def words(self) -> dict[str, Any]:
        """What was typed, with the unit itself."""
        return {**self.cleaned_data, "unit": self.units[self.cleaned_data["unit"]]}
