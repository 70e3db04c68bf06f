"""Forms that choose from rows which are known once they are made."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet


class Offering(forms.Form):
    """A form with the rows to choose from by the name of the field."""

    def __init__(self, *args: Any, rows: Mapping[str, QuerySet[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in rows.items():
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = found
