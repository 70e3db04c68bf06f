from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("XLSX paling besar 10 MB, CSV paling besar 50 MB."),
        error_messages={"required": _("Pilih berkas XLSX atau CSV.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.txt"}),
    )
