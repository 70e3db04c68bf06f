"""Typed parsers for the allowance; nothing typed is lost."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.consequences.models import AllowanceRule
from karsa.consequences.queries.allowance_pages import month_name
from karsa.consequences.services.allowance_rules import Wording
from karsa.kit.offering import Offering, offer
from karsa.rules.allowance import month_of

_MONTHS_BACK = 12


class RuleForm(forms.Form):
    name = forms.CharField(label=_("Nama aturan"), max_length=120)
    legal_basis = forms.CharField(
        label=_("Dasar hukum"),
        max_length=200,
        help_text=_("Nomor dan judul Perkada, misalnya Perbup 12 Tahun 2026."),
    )
    starts = forms.DateField(
        label=_("Berlaku mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = forms.CharField(
        label=_("Isi aturan"),
        max_length=8000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=_("Satu baris untuk setiap komponen, langkah, dan potongan."),
    )
    rounding = forms.TypedChoiceField(
        label=_("Pembulatan"), choices=AllowanceRule.Rounding.choices, coerce=int
    )
    silence = forms.ChoiceField(
        label=_("Bila penilai belum menilai"), choices=AllowanceRule.Silence.choices
    )
    proration = forms.ChoiceField(
        label=_("Bila masuk, pindah, atau berhenti di tengah bulan"),
        choices=AllowanceRule.Proration.choices,
    )

    def wording(self) -> Wording:
        """What was typed."""
        return Wording(**self.cleaned_data)


class RunForm(Offering):
    month = forms.TypedChoiceField(label=_("Bulan"), coerce=date.fromisoformat)
    period: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Evaluasi yang dipakai"),
        empty_label=_("Periode terakhir yang sudah ditutup"),
    )
    rule: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Aturan"),
        empty_label=_("Yang berlaku pada akhir bulan itu"),
        help_text=_("Pilih draf untuk mencobanya. Hanya aturan yang disetujui yang bisa dibayar."),
    )
    reason = forms.CharField(
        label=_("Alasan koreksi"),
        required=False,
        max_length=300,
        help_text=_("Diisi bila bulan itu sudah pernah disetujui."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [_back(today, n) for n in range(_MONTHS_BACK)]
        choices = [(one.isoformat(), month_name(one)) for one in months]
        offer(self, "month", choices)
        self.fields["month"].initial = choices[1][0]


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Apa yang perlu diperbaiki"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _back(today: date, months: int) -> date:
    """The first of the month so many months ago."""
    number = today.year * 12 + today.month - 1 - months
    return month_of(date(number // 12, number % 12 + 1, 1))
