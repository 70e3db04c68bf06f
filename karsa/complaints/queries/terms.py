"""The terms in force, and who answers what."""

from datetime import date

from karsa.complaints.models import Area, Case, Category, Route
from karsa.kit.remembered import remembered
from karsa.org.models import Service, Unit
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.rules import rule_set
from karsa.rules import complaints
from karsa.rules.complaints import Clock, ComplaintRules
from karsa.tenancy.models import Agency

RULES = "complaints"


def rules_of(agency: Agency, year: int) -> ComplaintRules:
    """Return the agency's terms of a year (rule set "complaints"), else the usual ones."""
    found = rule_set(agency, year, RULES)
    return complaints.configured(found.values, found.source) if found else complaints.USUAL


def due_of(agency: Agency, day: date, kind: str, *, is_protected: bool) -> date:
    """Return until when what comes or is opened again on `day` must be answered. No query."""
    rules = rules_of(agency, day.year)
    return complaints.due(calendar_of(agency), day, kind, is_protected=is_protected, rules=rules)


def clock_of(case: Case, today: date) -> Clock | None:
    """Return how the term of an unanswered case stands; None once it is answered. No query."""
    if case.state not in Case.UNANSWERED:
        return None
    return complaints.clock(calendar_of(case.agency), case.due_on, today)


def categories(agency: Agency) -> list[Category]:
    """Return the subjects citizens choose from. One query a minute."""
    rows = Category.objects.filter(agency=agency, is_open=True).order_by("order", "name")
    return remembered(f"complaint_categories:{agency.pk}", lambda: list(rows))


def services(agency: Agency) -> list[Service]:
    """Return the open services with their units, by unit and name. One query."""
    rows = Service.objects.filter(agency=agency, is_open=True, unit__is_open=True)
    return list(rows.select_related("unit").order_by("unit__name", "name"))


def areas(agency: Agency) -> list[Area]:
    """Return the areas of the agency by code. One query a minute."""
    rows = Area.objects.filter(agency=agency).order_by("code")
    return remembered(f"areas:{agency.pk}", lambda: list(rows))


def area_name(agency: Agency, code: str) -> str:
    """Return "Desa Melati, Kecamatan Mawar" for an area's code; empty for none known."""
    known = {area.code: area.name for area in areas(agency)}
    inner, _dot, _rest = code.rpartition(".")
    return ", ".join(known[one] for one in (code, inner) if one.count(".") > 1 and one in known)


def route_of(
    agency: Agency, category: Category, service: Service | None, area_code: str, day: date
) -> Unit | None:
    """Return the unit that answers, by the narrowest rule of the day: service, then area.

    Without a rule the service's own unit, unless the subject is protected. One query.
    """
    rules = Route.objects.on(day).filter(agency=agency, category=category, unit__is_open=True)
    service_id = service.pk if service else None
    fitting = [
        rule
        for rule in rules.select_related("unit").order_by("-starts", "-pk")
        if rule.service_id in (None, service_id) and area_code.startswith(rule.area_code)
    ]
    best = max(fitting, key=lambda rule: (rule.service_id or 0, len(rule.area_code)), default=None)
    if best is not None:
        return best.unit
    return service.unit if service and not category.is_protected else None
