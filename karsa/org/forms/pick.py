"""Finding a person or a unit inside a form: what is typed is posted, so no NIP meets an address."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.org.queries.people import find_people
from karsa.org.queries.units import find_units
from karsa.tenancy.models import Agency

Choices = Sequence[tuple[str, str]]
Finder = Callable[[Agency, str, str, date], Choices]

FINDERS: Mapping[str, Finder] = {"person": find_people, "unit": find_units}
_SEEK = {"person": _("Cari nama atau NIP"), "unit": _("Cari nama unit")}
_EMPTY = {
    "person": _("Cari lalu pilih satu orang."),
    "unit": _("Cari lalu pilih satu unit."),
}


def seek(kind: str) -> forms.CharField:
    """A field to search in; the form's page puts a search button beside it."""
    field = forms.CharField(label=_SEEK[kind], required=False, max_length=80)
    field.is_seek = True  # type: ignore[attr-defined]
    field.widget.attrs["autocomplete"] = "off"
    return field


def pick(kind: str, label: Any) -> forms.TypedChoiceField:
    """A choice among what was found; its search field is named "<name>_seek"."""
    field = forms.TypedChoiceField(
        label=label,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _EMPTY[kind], "invalid_choice": _EMPTY[kind]},
    )
    field.finder = kind  # type: ignore[attr-defined]
    return field


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, as browsers send it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Pilih tanggalnya."),
            "invalid": _("Tanggal ini tidak terbaca. Contoh: 2026-11-21."),
        },
    )


def words(label: Any, *, required: bool = True, most: int = 120, help_text: Any = "") -> Any:
    """A line of words."""
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text)


class PickForm(forms.Form):
    """A form whose pick fields offer what their search found, what was chosen, or suggestions."""

    suggestions: ClassVar[Mapping[str, Choices]] = {}

    def __init__(
        self,
        *args: Any,
        agency: Agency,
        day: date,
        suggest: Mapping[str, Choices] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.TypedChoiceField) and hasattr(field, "finder"):
                typed, chosen = self._typed(f"{name}_seek"), self._typed(name)
                found = FINDERS[field.finder](agency, typed, chosen, day) if typed or chosen else ()
                field.choices = list(found) or list((suggest or {}).get(name, ()))
                field.was_sought = bool(typed)  # type: ignore[attr-defined]

    def _typed(self, name: str) -> str:
        source = self.data if self.is_bound else self.initial
        return str(source.get(name) or "").strip()
