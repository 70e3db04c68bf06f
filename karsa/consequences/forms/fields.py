"""Fields that several forms are made of, and how a person is found by name or NIP."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.org.models import Employee, Unit
from karsa.org.queries.people import named
from karsa.tenancy.models import Agency

M = TypeVar("M")
_MOST = 5


def text_area(label: Any, rows: int = 4, **over: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=4000, **over)


def day_field(label: Any, **over: Any) -> forms.DateField:
    """A day, as browsers send it."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **over
    )


def yes_no(label: Any, yes: Any, no: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=(("yes", yes), ("no", no)),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


def person_field(label: Any, **over: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, **over)


class PeopleForm(forms.Form):
    """A form that names people or units of an agency; what is typed is posted, never an address."""

    def __init__(self, *args: Any, agency: Agency, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency, self.day = agency, day

    def person(self, typed: str) -> Employee:
        """Return the one active employee of this NIP or name. Raises ValidationError."""
        rows = Employee.objects.filter(agency=self.agency, is_active=True)
        exact = rows.filter(nip=typed.strip()).first()
        found = [exact] if exact else list(rows.filter(named(typed)).order_by("name")[:_MOST])
        return _only(found, typed)

    def unit(self, typed: str) -> Unit:
        """Return the one open unit of this name. Raises ValidationError."""
        rows = Unit.objects.filter(agency=self.agency, is_open=True)
        exact = list(rows.filter(name__iexact=typed.strip())[:2])
        found = exact or list(rows.filter(name__icontains=typed.strip()).order_by("name")[:_MOST])
        return _only(found, typed)

    def people(self, typed: str) -> list[Employee]:
        """Return the people of each line. Raises ValidationError."""
        return [self.person(line) for line in _lines(typed)]


def _lines(typed: str) -> Iterable[str]:
    return (line.strip() for line in typed.splitlines() if line.strip())


def _only(found: list[M], typed: str) -> M:
    if not found:
        raise ValidationError(
            gettext("“%(typed)s” tidak ditemukan. Periksa ejaannya.") % {"typed": typed}
        )
    if len(found) > 1:
        names = ", ".join(str(one) for one in found)
        words = gettext(
            "“%(typed)s” cocok dengan beberapa: %(names)s. Tulis lebih lengkap, atau NIP-nya."
        )
        raise ValidationError(words % {"typed": typed, "names": names})
    return found[0]


class WordsForm(forms.Form):
    """One text."""

    text = text_area(_("Penjelasan"))
