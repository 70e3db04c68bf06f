from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.plans.forms.plan import area
from karsa.plans.models import WorkResult


class WordingForm(forms.Form):
    """Words for a result of somebody's plan, or for a new one."""

    result = forms.ModelChoiceField(
        queryset=WorkResult.objects.none(),
        label=_("Untuk hasil kerja"),
        required=False,
        empty_label=_("Hasil kerja baru"),
    )
    proposed_text = forms.CharField(
        label=_("Kalimat yang diusulkan"), max_length=1000, widget=area()
    )
    text = forms.CharField(label=_("Mengapa?"), max_length=1000, required=False, widget=area(2))

    def __init__(self, *args: Any, results: QuerySet[WorkResult], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        field.queryset = results  # type: ignore[attr-defined]


class LinesForm(forms.Form):
    """A list, one item per line; empty takes it away."""

    text = forms.CharField(
        label=_("Isi"),
        help_text=_("Satu butir tiap baris. Kosongkan untuk menghapus."),
        max_length=4000,
        required=False,
        widget=area(6),
    )

    def lines(self) -> list[str]:
        """The items."""
        return [line.strip() for line in self.cleaned_data["text"].splitlines() if line.strip()]
