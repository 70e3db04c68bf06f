"""Who and where, as a snapshot says it: keyed hashes for people, an office for each unit."""

from collections.abc import Iterable
from hmac import HMAC

from django.utils.crypto import salted_hmac

from karsa.org.models import Employee, Unit
from karsa.tenancy.models import Agency


def people(home: Agency, year: int) -> dict[int, int]:
    """Return the year's pseudonym of each employee, a signed 64-bit number. One query.

    Keyed with the server's secret: nobody else can tell who it is, and no two years or agencies
    share one, so that nobody is followed over years.
    """
    found = Employee.objects.filter(agency=home).order_by("pk").values_list("pk", flat=True)
    keyed = salted_hmac("karsa.warehouse-person", f"{home.pk}:{year}:", algorithm="sha256")
    return {pk: _pseudonym(keyed, pk) for pk in found.iterator()}


def _pseudonym(keyed: HMAC, employee: int) -> int:
    """The key is derived once and copied: a region's 20,000 people are asked for by four tables."""
    one = keyed.copy()
    one.update(str(employee).encode())
    return int.from_bytes(one.digest()[:8], signed=True)


def offices(home: Agency) -> dict[int, int]:
    """Return the office (perangkat daerah) of each unit that lies in one. One query."""
    units = list(Unit.objects.filter(agency=home).values_list("pk", "kind", "path"))
    known = {pk for pk, kind, _path in units if kind == Unit.Kind.OFFICE}
    found = ((pk, _first(known, path)) for pk, _kind, path in units)
    return {pk: office for pk, office in found if office is not None}


def _first(known: Iterable[int], path: str) -> int | None:
    return next((int(one) for one in path.split("/") if one and int(one) in known), None)
