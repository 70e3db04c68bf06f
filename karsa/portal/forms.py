"""Parsing and wording of public forms; the services decide whether it will do."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.consultations.models import Consultation, Contribution
from karsa.consultations.services import Said
from karsa.feedback.models import Feedback
from karsa.org.models.moderation import WordReport


class InvitationForm(forms.Form):
    """What an outside party says about work."""

    tone = forms.ChoiceField(
        label=_("Bagaimana pekerjaan itu menurut Anda?"),
        choices=Feedback.Tone,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Masukan Anda"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Apa yang Anda lihat, dan apa akibatnya bagi Anda atau warga."),
    )


class PublicSayForm(forms.Form):
    """A citizen's argument or proposal."""

    kind = forms.ChoiceField(
        label=_("Pendapat Anda"), choices=Contribution.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Alasan atau usul"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Tanpa nomor telepon, NIK, atau nama orang lain."),
    )
    value = forms.DecimalField(
        label=_("Target usulan Anda"),
        help_text=_("Isi bila usul Anda berupa angka lain."),
        required=False,
        max_digits=18,
        decimal_places=4,
        localize=True,
    )
    shown_name = forms.CharField(
        label=_("Nama panggilan"),
        required=False,
        max_length=80,
        help_text=_("Boleh dikosongkan. Bila diisi, terbaca oleh semua orang."),
    )

    def __init__(self, *args: Any, found: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(found.kinds) == 1:
            del self.fields["kind"]
        if found.draft_value is None:
            del self.fields["value"]

    def said(self, key: UUID) -> Said:
        """What was typed."""
        typed: dict[str, Any] = self.cleaned_data
        return Said(key, typed.get("kind", ""), typed["text"], typed.get("value"))


class WordReportForm(forms.Form):
    """Why words of somebody should not stand on a public page."""

    reason = forms.ChoiceField(
        label=_("Apa yang salah dengan tulisan ini?"),
        choices=WordReport.Reason,
        widget=forms.RadioSelect,
    )


class AskAgainForm(forms.Form):
    """Why what was hidden should be read after all."""

    words = forms.CharField(
        label=_("Mengapa seharusnya terbaca?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Orang lain dari luar unit membaca ini dan memutuskan lagi, sekali saja."),
    )
