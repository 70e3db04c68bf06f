"""What each side says when a rating is taken over or objected to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.evaluations.forms.fields import text_area, tiles
from karsa.evaluations.models import Objection


class ReasonForm(forms.Form):
    """Why, where the service asks for it."""

    reason = text_area(_("Alasan"), 4, required=False)


class TakeoverForm(forms.Form):
    """Why a late rating is taken over."""

    reason = text_area(
        _("Alasan"), 4, help_text=_("Apa yang sudah Anda tanyakan kepada pejabat penilainya.")
    )


class StatementForm(forms.Form):
    """What the person says before a final result, and a file."""

    text = text_area(
        _("Penjelasan Anda"),
        6,
        help_text=_("Apa yang Anda capai pada periode ini, dan buktinya di mana."),
    )
    evidence = forms.FileField(
        label=_("Bukti"),
        required=False,
        help_text=_("Foto, PDF, atau dokumen, paling besar 10 MB."),
    )


class ObjectionForm(forms.Form):
    """The person's reason and a file."""

    reason = text_area(
        _("Alasan keberatan"),
        6,
        help_text=_("Sebut bagian mana yang menurut Anda berbeda, dan bukti apa yang ada."),
    )
    evidence = forms.FileField(
        label=_("Bukti"),
        required=False,
        help_text=_("Foto, PDF, atau dokumen, paling besar 10 MB."),
    )


class ExplanationForm(forms.Form):
    """The rater's answer."""

    text = text_area(_("Penjelasan Anda"), 5)


class VerdictForm(forms.Form):
    """The superior's decision on an objection."""

    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=(
            (Objection.Decision.AFFIRMS, _("Menguatkan hasil evaluasi")),
            (Objection.Decision.CHANGES, _("Mengubah hasil evaluasi")),
        ),
        widget=forms.RadioSelect,
    )
    result_rating = tiles(_("Bila mengubah: hasil kerja menjadi"), required=False)
    behaviour_rating = tiles(_("Bila mengubah: perilaku kerja menjadi"), required=False)
    reason = text_area(_("Alasan putusan"), 4)
    recommendation = text_area(_("Rekomendasi baru"), 2, required=False)
