from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.machines.models import Event, Scope

_TERMS = ((30, _("30 hari")), (90, _("90 hari")), (180, _("180 hari")), (365, _("Satu tahun")))
_OFFERED = [(event.value, event.label) for event in Event if event != Event.PING]


class TokenForm(forms.Form):
    """A token: whose, what it opens, for how long."""

    name = forms.CharField(
        label=_("Nama sistem"),
        max_length=120,
        help_text=_("Misalnya Simpeg. Satu sistem, satu token."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Izin"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beri yang dibutuhkan saja. Pembinaan, kesehatan, disiplin: tidak pernah."),
    )
    days = forms.TypedChoiceField(label=_("Berlaku selama"), choices=_TERMS, coerce=int, initial=90)


class HookForm(forms.Form):
    """An address that is told of events."""

    name = forms.CharField(label=_("Nama penerima"), max_length=120)
    address = forms.CharField(
        label=_("Alamat"), max_length=500, help_text=_("Dimulai dengan https://")
    )
    events = forms.MultipleChoiceField(
        label=_("Dikabari saat"), choices=_OFFERED, widget=forms.CheckboxSelectMultiple
    )
