"""Subjects, who answers them, ready words and places: kept by the intake office."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.complaints import policies
from karsa.complaints.models import AnswerTemplate, Area, Category, Route
from karsa.files import services as files
from karsa.files import store
from karsa.files.kinds import TABLES
from karsa.kit.spreadsheets import open_sheet
from karsa.org.models import Service, Unit
from karsa.rules.places import area_code
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_COLUMNS = {"code": ("Kode", "kode wilayah"), "name": ("Nama", "nama wilayah")}
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Rule:
    """Who answers a subject from a day on, perhaps only of a service or an area."""

    category: Category
    unit: Unit
    starts: date
    service: Service | None = None
    area_code: str = ""


@transaction.atomic
def keep_category(
    *,
    actor: Actor,
    name: str,
    order: int,
    is_protected: bool,
    is_open: bool = True,
    category: Category | None = None,
) -> Category:
    """Add a subject or change it. Raises PermissionDenied; Refused for a name that is taken."""
    _allow(actor)
    row = category or Category(agency=actor.agency)
    row.name, row.order = name.strip(), order
    row.is_protected, row.is_open = is_protected, is_open
    same = Category.objects.filter(agency=actor.agency, name=row.name).exclude(pk=row.pk)
    if same.exists():
        raise Refused(_("Nama ini sudah ada. Pakai nama lain, atau buka yang lama."))
    row.save()
    record(actor, "complaint_category.kept", row)
    return row


@transaction.atomic
def add_rule(*, actor: Actor, rule: Rule) -> Route:
    """Say who answers from a day on; the rule it replaces ends the day before.

    Raises PermissionDenied; Refused for an area that is no code.
    """
    _allow(actor)
    code = area_code(rule.area_code) if rule.area_code.strip() else ""
    same = Route.objects.filter(
        agency=actor.agency, category=rule.category, service=rule.service, area_code=code, ends=None
    )
    same.filter(starts__gte=rule.starts).delete()
    same.update(ends=rule.starts - timedelta(days=1))
    row = Route.objects.create(
        agency=actor.agency,
        category=rule.category,
        service=rule.service,
        area_code=code,
        unit=rule.unit,
        starts=rule.starts,
    )
    record(actor, "complaint_rule.added", row)
    return row


@transaction.atomic
def end_rule(*, actor: Actor, route: Route) -> Route:
    """Let a rule end today. Raises PermissionDenied."""
    _allow(actor)
    route.ends = max(actor.today, route.starts)
    route.save(update_fields=["ends"])
    record(actor, "complaint_rule.ended", route)
    return route


@transaction.atomic
def add_template(*, actor: Actor, title: str, text: str) -> AnswerTemplate:
    """Keep ready words for answers. Raises PermissionDenied."""
    _allow(actor)
    row = AnswerTemplate.objects.create(agency=actor.agency, title=title.strip(), text=text.strip())
    record(actor, "complaint_template.added", row)
    return row


@transaction.atomic
def drop_template(*, actor: Actor, template: AnswerTemplate) -> None:
    """Remove ready words. Raises PermissionDenied."""
    _allow(actor)
    record(actor, "complaint_template.dropped", template)
    template.delete()


@transaction.atomic
def import_areas(*, actor: Actor, upload: "File[bytes]") -> int:
    """Bring in areas by their national codes from a table of code and name; return how many.

    Names of known codes are changed, nothing is removed. All rows or none: Refused names the
    first wrong line. Raises PermissionDenied.
    """
    _allow(actor)
    stored = files.take(actor, upload, purpose="complaints.areas", allow=TABLES)
    sheet = open_sheet(store.path_of(stored), _COLUMNS, ("code", "name"))
    rows = [_area(actor, line, cells) for line, cells in sheet.rows()]
    if len(rows) > _MOST:
        raise Refused(_("Lembar ini lebih dari 5.000 baris. Pilih wilayah daerah ini saja."))
    made = list({row.code: row for row in rows}.values())
    Area.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["agency", "code"], update_fields=["name"]
    )
    record(actor, "area.imported", stored)
    return len(made)


def _area(actor: Actor, line: int, cells: dict[str, str]) -> Area:
    try:
        code = area_code(cells["code"])
    except Refused as why:
        raise Refused(_("Baris %(line)s: %(why)s"), line=line, why=str(why)) from None
    if not cells["name"]:
        raise Refused(_("Baris %(line)s: %(why)s"), line=line, why=_("nama belum ditulis."))
    return Area(agency=actor.agency, code=code, name=cells["name"][:120])


def _allow(actor: Actor) -> None:
    if not policies.can_set_up(actor):
        raise PermissionDenied
