from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.insights.models import ReportText


class ReportTextForm(forms.Form):
    """A part of a report; empty takes it out."""

    text = forms.CharField(
        label=_("Isi"),
        required=False,
        max_length=ReportText._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Tulis sebab dan langkahnya; angkanya sudah tercetak di sebelahnya."),
    )


class BriefingForm(forms.Form):
    """Where the monthly briefing goes; an empty address switches it off."""

    email = forms.EmailField(
        label=_("Surel"),
        required=False,
        help_text=_("Kosongkan untuk berhenti menerima. Ringkasan tidak memuat nilai orang."),
    )


class ReleaseForm(forms.Form):
    """What is new in a release of data."""

    note = forms.CharField(
        label=_("Apa yang baru"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terbaca warga di riwayat rilis, mis. “Angka Oktober masuk”."),
    )


class EmbeddingForm(forms.Form):
    """Sites that may show the portal's summary; empty switches it off."""

    origins = forms.CharField(
        label=_("Alamat situs, satu per baris"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "https://www.contohkab.go.id"}),
        help_text=_("Hanya situs ini yang boleh memasang ringkasan. Kosongkan untuk mematikan."),
    )
