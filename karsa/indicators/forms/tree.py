"""Parsing and wording of the forms of the tree."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.indicators.forms.fields import area
from karsa.indicators.models import PerformanceNode


class NodeForm(forms.Form):
    """A node of the tree under any number of parents."""

    code = forms.CharField(label=_("Kode"), max_length=20)
    level = forms.CharField(label=_("Tingkat"), max_length=20, help_text=_("Misalnya S1."))
    text = forms.CharField(label=_("Hasil yang ingin dicapai"), max_length=1000, widget=area(2))
    parents = forms.ModelMultipleChoiceField(
        queryset=PerformanceNode.objects.none(),
        label=_("Mendukung"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, nodes: QuerySet[PerformanceNode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parents"]
        field.queryset = nodes  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    name = forms.CharField(label=_("Nama rencana strategis"), max_length=200)
    first_year = forms.IntegerField(label=_("Tahun awal"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(label=_("Tahun akhir"), min_value=2000, max_value=2100)
    vision = forms.CharField(label=_("Visi"), required=False, max_length=2000, widget=area(2))
