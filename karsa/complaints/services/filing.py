"""A report comes in, from a citizen without an account."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from karsa.audit.services import Nobody, record
from karsa.complaints import policies
from karsa.complaints.models import Area, Case, Category, Contact, Step
from karsa.complaints.queries.terms import due_of, route_of
from karsa.complaints.services import codes, guards, telling
from karsa.org.models import Service
from karsa.rules.place import Point
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_EMPTY = _("Tulis dulu apa yang terjadi, yang Anda usulkan, atau yang ingin Anda ketahui.")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports, as far as they say; empty for an anonymous report."""

    name: str = ""
    phone: str = ""
    email: str = ""
    wants_mail: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything is there to seal."""
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports. `key`, the word of the form, makes what is sent twice one."""

    key: UUID
    kind: str
    text: str
    category: Category
    service: Service | None = None
    area: Area | None = None
    place: str = ""
    point: Point | None = None
    may_publish: bool = False
    reporter: Reporter = field(default_factory=Reporter)


@transaction.atomic
def file_publicly(
    *, agency: Agency, report: Report, today: date, photos: guards.Uploads = ()
) -> tuple[Case, str]:
    """Take a citizen's report in and return it with its tracking code.

    Kept is the day, not the hour. Sent twice it is one, with the same code. Raises Refused
    without words or for a photo that will not do. About twenty queries.
    """
    code = codes.code_for(agency, report.key)
    digest = codes.digest_of(agency, code)
    known = Case.objects.filter(agency=agency, code_digest=digest).first()
    if known is not None:
        return known, code
    return _once(Nobody(agency, today), report, photos, digest), code


def _once(doer: Nobody, report: Report, photos: guards.Uploads, digest: str) -> Case:
    """File it, or return what the same form brought in a moment ago on another connection."""
    try:
        with transaction.atomic():
            return _file(doer, report, photos, digest)
    except IntegrityError:
        found = Case.objects.filter(agency=doer.agency, code_digest=digest).first()
        if found is None:
            raise
        return found


def _file(doer: Nobody, report: Report, photos: guards.Uploads, digest: str) -> Case:
    text = guards.need_words(report.text, _EMPTY)
    case = _row(doer.agency, report, text, doer.day)
    case.code_digest = digest
    case.save(force_insert=True)
    step = guards.write(doer, case, Step.Kind.FILED)
    guards.attach(doer, step, photos, only_photos=True)
    if report.reporter.is_known:
        _seal(case, report.reporter).save(force_insert=True)
    if case.unit is not None:
        guards.write(doer, case, Step.Kind.ROUTED, unit=case.unit)
    telling.tell(doer, case, step)
    record(doer, "complaint.filed", case)
    return case


def _row(agency: Agency, report: Report, text: str, today: date) -> Case:
    protected = report.category.is_protected
    area_code = report.area.code if report.area else ""
    case = Case(
        agency=agency,
        kind=report.kind,
        text=text,
        category=report.category,
        service=report.service,
        area_code=area_code,
        place=report.place.strip(),
        latitude=report.point.latitude if report.point else None,
        longitude=report.point.longitude if report.point else None,
        is_protected=protected,
        about_unit=report.service.unit if protected and report.service else None,
        received_on=today,
        due_on=due_of(agency, today, report.kind, is_protected=protected),
        may_publish=report.may_publish and not protected,
    )
    unit = route_of(agency, report.category, report.service, area_code, today)
    if unit is not None and not policies.is_about(case, unit):
        case.unit, case.state = unit, Case.State.ROUTED
    return case


def _seal(case: Case, who: Reporter) -> Contact:
    return Contact.sealed(
        case,
        name=who.name,
        phone=who.phone,
        email=who.email,
        wants_mail=who.wants_mail and bool(who.email),
    )
