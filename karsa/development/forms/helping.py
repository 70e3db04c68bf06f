"""Asking a colleague to help, and what the colleague types."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.development.services.helping import LONGEST, Day
from karsa.journal.queries import Choice, places
from karsa.kit.offering import offer
from karsa.org.models import Employee


class HelperForm(forms.Form):
    """Whom, and for how long."""

    helper = forms.TypedChoiceField(label=_("Siapa yang membantu?"), coerce=int)
    days = forms.IntegerField(
        label=_("Berapa hari?"),
        min_value=1,
        max_value=LONGEST,
        initial=7,
        help_text=_("Paling lama 30 hari."),
    )

    def __init__(self, data: Any, colleagues: Sequence[Employee]) -> None:
        super().__init__(data)
        self.known = {one.pk: one for one in colleagues}
        named = ((pk, one.full_name) for pk, one in self.known.items())
        offer(self, "helper", [("", _("Pilih rekan seunit")), *named])


class DraftForm(forms.Form):
    """A day of somebody else: about what, how much, what happened."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.ChoiceField(label=_("Untuk pekerjaan apa?"))
    day = forms.DateField(
        label=_("Kapan?"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    quantity = forms.DecimalField(
        label=_("Berapa?"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
    )
    text = forms.CharField(
        label=_("Yang terjadi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any, person: Actor, tiles: Sequence[Choice]) -> None:
        super().__init__(data, initial={"key": uuid4(), "day": person.today})
        self.person = person
        offer(self, "about", ((tile.value, tile.title) for tile in tiles))

    def said(self) -> Day:
        """What a valid form says, as the service takes it."""
        said = self.cleaned_data
        place = places(self.person)[said["about"]]
        return {
            "place": place,
            "day": said["day"],
            "quantity": said["quantity"],
            "text": said["text"],
        }


class ResultForm(forms.Form):
    """A result for the draft of somebody's plan."""

    text = forms.CharField(
        label=_("Hasil kerja"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    measure = forms.CharField(label=_("Ukuran keberhasilan"), required=False, max_length=500)
    target = forms.CharField(label=_("Target"), required=False, max_length=200)
