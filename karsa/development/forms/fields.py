"""Fields the forms of this room share."""

from typing import Any

from django import forms


def day(label: Any) -> forms.DateField:
    """A day, chosen from the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


def line(
    label: Any, *, required: bool = True, most: int = 120, help_text: Any = ""
) -> forms.CharField:
    """A line of words."""
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text)
