"""Factories of reports: subjects with their routes, a case in a state, its code."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from karsa.complaints.models import Area, Case, Category, Contact, Route, Step
from karsa.complaints.services import codes
from karsa.org.models import Service, Unit
from karsa.org.tests.make import NOW, TODAY, YEAR_START
from karsa.tenancy.models import Agency

_n = count(1)
DUE = date(2026, 3, 26)


def category(agency: Agency, unit: Unit | None = None, **over: Any) -> Category:
    """A subject; with `unit`, who answers it."""
    made = Category.objects.create(agency=agency, **({"name": f"Antrean {next(_n)}"} | over))
    if unit is not None:
        Route.objects.create(agency=agency, category=made, unit=unit, starts=YEAR_START)
    return made


def area(agency: Agency, code: str = "52.71.01.1001", name: str = "Kelurahan Melati") -> Area:
    return Area.objects.create(agency=agency, code=code, name=name)


def service(unit: Unit, **over: Any) -> Service:
    defaults = {"name": f"Poli umum {next(_n)}"} | over
    return Service.objects.create(agency=unit.agency, unit=unit, **defaults)


def case(unit: Unit | None, **over: Any) -> Case:
    """A complaint that waits in a unit since yesterday; `agency` where there is no unit."""
    agency: Agency = unit.agency if unit else over.pop("agency")
    defaults: dict[str, Any] = {
        "kind": "complaint",
        "state": "routed" if unit else "filed",
        "text": f"Antrean di loket sangat lama ({next(_n)})",
        "received_on": TODAY - timedelta(days=1),
        "due_on": DUE,
    }
    fields = defaults | over
    if "code_digest" not in fields:
        fields["code_digest"] = codes.digest_of(agency, f"tanpa-{next(_n)}")
    row = Case.objects.create(agency=agency, unit=unit, **fields)
    Step.objects.create(agency=agency, case=row, kind="filed", at=NOW)
    return row


def answered(unit: Unit, **over: Any) -> Case:
    """The unit has answered; nobody has verified it."""
    defaults = {"state": "answered", "answered_on": TODAY, "answered_in_time": True}
    row = case(unit, **(defaults | over))
    said = {"text": "Loket kedua dibuka.", "at": NOW}
    Step.objects.create(agency=row.agency, case=row, kind="answered", **said)
    return row


def closed(unit: Unit, **over: Any) -> Case:
    """The reporter said that it is fixed."""
    defaults = {"state": "closed", "confirmed_on": TODAY, "closed_on": TODAY}
    return answered(unit, **(defaults | over))


def protected(about: Unit, handled_by: Unit, **over: Any) -> Case:
    """About the conduct of an office; answered by another."""
    defaults = {"is_protected": True, "about_unit": about, "text": "Ada pungutan di loket."}
    return case(handled_by, **(defaults | over))


def contact(row: Case, **over: Any) -> Contact:
    said = {"name": "Wayan Suta", "phone": "081234567890", "email": "wayan@contoh.id"}
    made = Contact.sealed(row, **(said | {"wants_mail": True} | over))
    made.save()
    return made


def code_of(row: Case) -> str:
    """Give a case a code that opens it."""
    code = codes.code_for(row.agency, UUID(int=row.pk))
    row.code_digest = codes.digest_of(row.agency, code)
    row.save(update_fields=["code_digest"])
    return code
