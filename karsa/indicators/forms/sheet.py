from django import forms
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """The filled sheet as it comes back."""

    file = forms.FileField(
        label=_("Lembar yang sudah diisi"),
        help_text=_("XLSX atau CSV. Angka dicek dulu sebelum disimpan."),
        error_messages={"required": _("Pilih lembar XLSX atau CSV.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )
