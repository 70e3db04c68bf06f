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
