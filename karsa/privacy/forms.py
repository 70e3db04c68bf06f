"""Typed parsers of this room's pages."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.privacy.models import DataRequest
from karsa.privacy.services.incidents import Facts


def _words(label: Any, most: int, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=most, help_text=help_text, widget=area)


class IncidentForm(forms.Form):
    title = forms.CharField(label=_("Nama singkat"), max_length=120)
    found_day = forms.DateField(
        label=_("Tanggal diketahui"),
        help_text=_("Batas 3 × 24 jam dihitung dari saat ini diketahui, bukan dari kejadiannya."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    found_time = forms.TimeField(
        label=_("Jam diketahui"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    happened = _words(_("Kapan dan bagaimana terungkap"), 2000)
    disclosed = _words(_("Data apa yang terungkap"), 1000, _("Sebut jenisnya, jangan isinya."))
    people = forms.CharField(label=_("Data siapa"), max_length=300)
    count = forms.IntegerField(
        label=_("Berapa orang"),
        required=False,
        min_value=0,
        help_text=_("Kosongkan bila belum diketahui."),
    )
    efforts = _words(_("Upaya penanganan dan pemulihan"), 2000)

    def facts(self, zone: str) -> Facts:
        """What was typed; hours are those of the agency's zone."""
        typed = dict(self.cleaned_data)
        day: date = typed.pop("found_day")
        clock: time = typed.pop("found_time")
        return Facts(**typed, found_at=datetime.combine(day, clock, tzinfo=ZoneInfo(zone)))


class MeasureForm(forms.Form):
    text = _words(_("Apa yang dilakukan"), 500)


class LessonForm(forms.Form):
    lesson = _words(_("Apa yang diubah supaya tidak terulang"), 2000)


class RequestForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Yang Anda minta"), choices=DataRequest.Kind.choices, widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=_("Data yang mana"), max_length=300, help_text=_("Misalnya: tanggal lahir saya.")
    )
    why = _words(_("Seharusnya bagaimana, dan mengapa"), 1000)


class AnswerForm(forms.Form):
    text = _words(_("Jawaban Anda"), 1000)
