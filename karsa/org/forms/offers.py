"""Typed parsers of what a unit offers to citizens."""

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.org.forms.pick import words


class ServiceForm(forms.Form):
    name = words(_("Nama layanan"), most=200, help_text=_("Seperti warga menyebutnya."))
    standard = words(
        _("Standar yang dijanjikan"),
        required=False,
        most=200,
        help_text=_("Misalnya: selesai dalam 1 hari kerja, tanpa biaya."),
    )


class PointForm(forms.Form):
    name = words(
        _("Nama titik layanan"), most=200, help_text=_("Misalnya: Loket 2, Posyandu Mawar.")
    )
    address = words(
        _("Alamat"), required=False, most=300, help_text=_("Agar warga dapat menemukannya.")
    )
