"""The register of failures to protect personal data, and the clock over each."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.inbox.models import Notice
from karsa.inbox.services import Note, notify
from karsa.org.models.dated import current
from karsa.privacy import policies
from karsa.privacy.models import Incident, IncidentMeasure
from karsa.rules.breach import warnings_due
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

# Who must know, and where it stands that they were told.
WHOM = {"people": "people_told_at", "authority": "authority_told_at"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the law asks the letters to say: which data, when and how, what is done about it."""

    title: str
    found_at: datetime
    happened: str
    disclosed: str
    people: str
    count: int | None
    efforts: str


@transaction.atomic
def report(*, actor: Actor, facts: Facts) -> Incident:
    """Register an incident; from `found_at` the clock runs. Officers are told at once.

    Raises PermissionDenied; Refused for a moment that has not come.
    """
    _check(actor)
    if facts.found_at > actor.now:
        raise Refused(_("Waktu diketahui belum tiba. Isi waktu yang sebenarnya."))
    row = Incident.objects.create(
        agency=actor.agency, reported_by_id=actor.employee_id, **asdict(facts)
    )
    record(actor, "incident.reported", row)
    _warn(row, actor.now)
    return row


@transaction.atomic
def amend(*, actor: Actor, incident: Incident, facts: Facts) -> Incident:
    """Say more of what is known. The moment it was found at stays, and so does the clock.

    Raises PermissionDenied; Refused once it is closed.
    """
    row = _lock(actor, incident)
    told = asdict(facts)
    del told["found_at"]
    before = {name: getattr(row, name) for name in told}
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    changed = [
        f"{name}: {before[name]} → {told[name]}" for name in told if told[name] != before[name]
    ]
    record(actor, "incident.amended", row, note="\n".join(changed))
    return row


@transaction.atomic
def measure(*, actor: Actor, incident: Incident, text: str) -> IncidentMeasure:
    """Write down what was done. Raises PermissionDenied; Refused without words or once closed."""
    row = _lock(actor, incident)
    if not text.strip():
        raise Refused(_("Tulis apa yang dilakukan."))
    made = IncidentMeasure.objects.create(
        agency=actor.agency,
        incident=row,
        text=text.strip(),
        by_id=actor.employee_id,
        at=actor.now,
    )
    record(actor, "incident.measured", row)
    return made


@transaction.atomic
def told(*, actor: Actor, incident: Incident, whom: str) -> Incident:
    """Note that the letter to "people" or the "authority" has left now.

    Raises PermissionDenied; Refused a second time or once closed.
    """
    field = WHOM[whom]
    row = _lock(actor, incident)
    if getattr(row, field) is not None:
        raise Refused(_("Sudah dicatat terkirim."))
    setattr(row, field, actor.now)
    row.save(update_fields=[field])
    record(actor, f"incident.{whom}_told", row)
    return row


@transaction.atomic
def close(*, actor: Actor, incident: Incident, lesson: str) -> Incident:
    """Close what both were told of, with what was learned.

    Raises PermissionDenied; Refused before both letters left, or without words.
    """
    row = _lock(actor, incident)
    if not row.is_told:
        raise Refused(_("Kirim dulu surat kepada orang yang terdampak dan kepada lembaga."))
    if not lesson.strip():
        raise Refused(_("Tulis apa yang diubah supaya tidak terulang."))
    row.lesson, row.closed_on = lesson.strip(), actor.today
    row.save(update_fields=["lesson", "closed_on"])
    record(actor, "incident.closed", row)
    return row


def remind(*, agency: Agency, now: datetime) -> int:
    """Warn the officers of every clock that runs; return how many incidents are not told yet.

    Each warning once: when it was found, 24 and 6 hours before the end, and when it is over.
    """
    rows = Incident.objects.filter(agency=agency, closed_on=None).order_by("pk")
    waiting = [row for row in rows if not row.is_told]
    for row in waiting:
        _warn(row, now)
    return len(waiting)


def _warn(row: Incident, now: datetime) -> None:
    today = local_day(now, row.agency.zone)
    roles = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
    held = Grant.objects.filter(current(today), agency=row.agency, role__in=roles)
    key = f"incident:{row.pk}:{warnings_due(row.found_at, now)}"
    path = reverse("privacy:incident", args=[row.pk])
    users = set(held.values_list("user", flat=True))
    kind = Notice.Kind.INCIDENT_DUE
    # An administrator may have no staff record.
    notify(row.agency, now, [Note(user, kind, key, path) for user in sorted(users)])


def _lock(actor: Actor, incident: Incident) -> Incident:
    _check(actor)
    row = Incident.objects.select_for_update().get(agency=actor.agency, pk=incident.pk)
    if row.closed_on is not None:
        raise Refused(_("Peristiwa ini sudah ditutup."))
    return row


def _check(actor: Actor) -> None:
    if not policies.can_keep_incidents(actor):
        raise PermissionDenied
