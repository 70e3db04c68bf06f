from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.inbox.models import Notice, Preference
from karsa.inbox.queries.ways import Channel, channels, switch

_CLOCK = {"type": "time"}


class PreferenceForm(forms.Form):
    """How somebody wants to be told: the address, when, and each kind by each way."""

    email = forms.EmailField(label=_("Surel"), required=False)
    mail = forms.ChoiceField(label=_("Kabar lewat surel"), choices=Preference.Mail.choices)
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_(
            "Kosongkan bila tidak ingin. Isinya hanya berapa kabar yang menunggu, paling banyak "
            "satu pesan sehari, tanpa nama."
        ),
    )
    quiet_from = forms.TimeField(
        label=_("Jangan ganggu mulai"), widget=forms.TimeInput(attrs=_CLOCK, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Jangan ganggu sampai"),
        widget=forms.TimeInput(attrs=_CLOCK, format="%H:%M"),
        help_text=_("Jam yang sama di keduanya berarti boleh kapan saja."),
    )

    def __init__(self, data: Any, preference: Preference) -> None:
        super().__init__(
            data, initial={name: getattr(preference, name) for name in self.base_fields}
        )
        self._ways = channels()
        if Channel.TEXT not in self._ways:
            del self.fields["phone"]
        for channel in self._ways:
            names = [(switch(kind, channel), kind.label) for kind in Notice.Kind]
            self.fields[f"on_{channel}"] = forms.MultipleChoiceField(
                label=channel.label,
                choices=names,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[name for name, _label in names if name not in preference.off],
            )

    @property
    def on(self) -> list[str]:
        """What is switched on, by all ways."""
        said = self.cleaned_data
        return [name for channel in self._ways for name in said[f"on_{channel}"]]
