"""The fields that several forms share."""

from typing import Any

from django import forms


def area(label: Any, *, rows: int = 3, length: int = 2000, **over: Any) -> forms.CharField:
    """Words over several lines."""
    return forms.CharField(
        label=label, max_length=length, widget=forms.Textarea({"rows": rows}), **over
    )


def day_field(label: Any, **over: Any) -> forms.DateField:
    """A day, from the browser's own calendar."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **over)
