"""Fields the forms of this room share."""

from typing import Any

from django import forms

NUMBER: dict[str, Any] = {
    "required": False,
    "max_digits": 18,
    "decimal_places": 4,
    "localize": True,
}


def area(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea({"rows": rows})


def day(label: Any, **over: Any) -> forms.DateField:
    """A day, chosen from the browser's own calendar."""
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **over
    )
