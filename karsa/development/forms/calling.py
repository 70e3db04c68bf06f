from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.models import HelpCall
from karsa.development.queries.readiness import Readiness
from karsa.kit.offering import offer
from karsa.org.models import Employee


class CallsForm(forms.Form):
    """Whom of which office who calls."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    caller = forms.TypedChoiceField(label=_("Siapa yang menghubungi?"), coerce=int)

    def __init__(self, data: Any, rows: Sequence[Readiness], callers: Sequence[Employee]) -> None:
        super().__init__(data)
        offer(self, "unit", ((row.unit_id, row.name) for row in rows if row.stuck))
        offer(self, "caller", ((one.pk, one.full_name) for one in callers))


class OutcomeForm(forms.Form):
    """How a call went."""

    outcome = forms.TypedChoiceField(
        label=_("Hasil"), coerce=HelpCall.Outcome, choices=HelpCall.Outcome.choices
    )
