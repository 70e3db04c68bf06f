from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.models import HelpCall
from karsa.development.queries.readiness import Readiness
from karsa.org.models import Employee


class CallsForm(forms.Form):
    """Whom of which office who calls."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    caller = forms.TypedChoiceField(label=_("Siapa yang menghubungi?"), coerce=int)

    def __init__(self, data: Any, rows: Sequence[Readiness], callers: Sequence[Employee]) -> None:
        super().__init__(data)
        units = [(row.unit_id, row.name) for row in rows if row.stuck]
        people = [(one.pk, one.full_name) for one in callers]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["caller"].choices = people  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """How a call went."""

    outcome = forms.TypedChoiceField(
        label=_("Hasil"), coerce=HelpCall.Outcome, choices=HelpCall.Outcome.choices
    )
