"""What the forms of this room share."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from karsa.kit.formats import MONTHS
from karsa.kit.wording import Reviewed

NUMBER: dict[str, Any] = {
    "required": False,
    "max_digits": 18,
    "decimal_places": 4,
    "localize": True,
}
MONTH_CHOICES = [(number, _(name)) for number, name in enumerate(MONTHS, start=1)]


def area(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea({"rows": rows})


def day_field(label: Any, **over: Any) -> forms.DateField:
    """A day, chosen with the device's own calendar."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **over)


def reviewed(part: str) -> Reviewed:
    """A field whose wording is reviewed: "indikator" or "simpul"."""
    return Reviewed(reverse_lazy("indicators:wording", args=[part]), rows=2)
