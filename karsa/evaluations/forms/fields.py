"""Fields that several forms are made of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Short words for three tiles beside each other, worst first as the quadrant reads.
TILES = (("below", _("Di bawah")), ("meets", _("Sesuai")), ("above", _("Di atas")))


def tiles(label: Any, **over: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=TILES, widget=forms.RadioSelect, **over)


def text_area(label: Any, rows: int, **over: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=4000, **over)


def one_line(label: Any, most: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False)
