"""Forms whose choices are known once they are made."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field of choices what there is to choose from."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


class Offering(forms.Form):
    """A form with the rows to choose from by the name of the field."""

    def __init__(self, *args: Any, rows: Mapping[str, QuerySet[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in rows.items():
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = found
