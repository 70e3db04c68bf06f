"""Practising: a ground of one's own, laid anew at will, taken back when nobody comes any more."""

from datetime import date, datetime, timedelta
from secrets import token_hex

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.models import AuditEntry, AuditSeal
from karsa.development.models import Practice
from karsa.development.queries.practice import unused
from karsa.development.services.ground import lay
from karsa.files import store
from karsa.tenancy.emptying import empty
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# Append-only, and of made-up people: what was practised there stays as a trail.
_STAYS = frozenset(model._meta.db_table for model in (AuditEntry, AuditSeal))
KEPT = timedelta(days=14)


@transaction.atomic
def begin(*, actor: Actor) -> Practice:
    """Return the actor's practice, its ground laid at the first time and as it was left later.

    Nobody is told and no record is kept: practising is private.
    """
    # Two taps on the button wait for each other.
    list(User.objects.select_for_update(no_key=True).filter(pk=actor.user_id or 0))
    mine = Practice.objects.filter(agency=actor.agency, user=actor.user_id or 0)
    found = mine.select_related("ground").first()
    if found is not None:
        mine.update(used_on=actor.today)
        return found
    ground = _free(actor.agency) or _new(actor.agency)
    made = Practice.objects.create(
        agency=actor.agency, user_id=actor.user_id or 0, ground=ground, used_on=actor.today
    )
    with scope(ground):
        lay(ground, actor.now)
    return made


@transaction.atomic
def start_over(*, ground: Agency, now: datetime) -> None:
    """Lay a ground as on the first day. Raises ValueError for an agency that people work in."""
    _empty(ground)
    with scope(ground):
        lay(ground, now)


def note_use(practice: Practice, today: date) -> None:
    """Keep that a ground is used today, so that it is not taken back. One query, once a day."""
    if practice.used_on < today:
        Practice.objects.filter(pk=practice.pk).update(used_on=today)


def take_back(*, agency: Agency, now: datetime) -> int:
    """Empty the grounds nobody has used for two weeks; return how many are free again."""
    before = now.date() - KEPT
    old = list(unused(agency, before))
    for practice in old:
        with transaction.atomic():
            practice.delete()
            _empty(practice.ground)
    return len(old)


def _empty(ground: Agency) -> None:
    with scope(ground):
        empty(ground, but=_STAYS)
    transaction.on_commit(lambda: store.forget_all(ground.pk))


def _free(agency: Agency) -> Agency | None:
    """A ground somebody else has finished with, locked for this transaction."""
    taken = Practice.objects.filter(agency=agency).values("ground")
    grounds = Agency.objects.filter(practice_of=agency).exclude(pk__in=taken)
    return grounds.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()


def _new(agency: Agency) -> Agency:
    """Months, because a month can be rated on every day of the year."""
    return Agency.objects.create(
        code=f"latihan-{token_hex(8)}",
        name=f"Latihan – {agency.name}"[:200],
        zone=agency.zone,
        brand=agency.brand,
        working_days=agency.working_days,
        rhythm=Agency.Rhythm.MONTHLY,
        practice_of=agency,
    )
