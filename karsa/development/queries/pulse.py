"""The pulse as its pages show it: what one is asked, and what staff said together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.development.models import Pulse, PulsePart, PulseReply, PulseResult
from karsa.development.policies import can_reply_pulse
from karsa.kit.remembered import remembered
from karsa.org.models import Unit
from karsa.rules import pulse as rules
from karsa.tenancy.models import Agency

# Below the middle of the scale staff say no more often than yes.
_MIDDLE = Decimal(3)


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody is asked today: the pulse, its last day, and the questions with their keys."""

    pulse_id: int
    name: str
    closes: date
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit said: how many answered, and each question's mean (1 to 5), None under five.

    `support` is there for who may read it.
    """

    unit: str
    count: int
    means: tuple[Decimal | None, ...]
    support: Decimal | None = None

    @property
    def named(self) -> list[tuple[str, Decimal | None]]:
        """Each of the three questions with its mean."""
        names = (_(text) for text in rules.ASKED.values())
        return list(zip(names, self.means, strict=True))


@dataclass(frozen=True, slots=True)
class PulsePage:
    """A released pulse: the agency's means by question, units by name, and the replies.

    `support_later` is when the office reads of leaders' support; the leaders do before.
    """

    pulse: Pulse
    asked: int
    agency: Said
    units: tuple[Said, ...]
    support_later: date
    replies: tuple[PulseReply, ...]
    may_reply: bool

    @property
    def support(self) -> tuple[Said, ...]:
        """The units of whose leaders' support the reader may read."""
        return tuple(unit for unit in self.units if unit.support is not None)

    @property
    def headline(self) -> str:
        """What is true now, in one sentence."""
        means = dict(zip(rules.TOPICS.values(), self.agency.means, strict=True))
        if None in means.values():
            return _("Terlalu sedikit jawaban untuk ditampilkan")
        low = [_(topic) for topic, mean in means.items() if mean is not None and mean < _MIDDLE]
        if low:
            return _("Yang perlu dibenahi: %(what)s") % {"what": ", ".join(low)}
        return _("Ketiga jawaban di atas titik tengah")


def open_pulse(agency: Agency, today: date) -> Ask | None:
    """Return the pulse that is open to answers today. One query a minute."""
    row = remembered(f"pulse:{agency.pk}", lambda: _open(agency))
    if row is None or not row.starts <= today <= row.closes:
        return None
    return Ask(row.pk, row.name, row.closes, questions())


def _open(agency: Agency) -> Pulse | None:
    return Pulse.objects.filter(agency=agency, released_on=None).first()


def unanswered(agency: Agency, me: int, pulse_id: int) -> QuerySet[PulsePart]:
    """Return what somebody is still asked of a pulse: one row, or none. No query yet."""
    rows = PulsePart.objects.filter(agency=agency, employee=me)
    return rows.filter(pulse=pulse_id, has_answered=False)


def asked(actor: Actor) -> Ask | None:
    """Return what the actor is asked today and has not answered. One query while one is open."""
    ask = open_pulse(actor.agency, actor.today)
    if ask is None or not unanswered(actor.agency, actor.me, ask.pulse_id).exists():
        return None
    return ask


def questions() -> tuple[tuple[str, str], ...]:
    """Return the keys and words of the three questions and the free one. No query."""
    return tuple((key, _(text)) for key, text in rules.QUESTIONS.items())


def progress_of(row: Pulse) -> tuple[int, int]:
    """Return how many answered and how many were asked, in the whole agency. One query."""
    found = row.parts.aggregate(done=Count("pk", filter=Q(has_answered=True)), asked=Count("pk"))
    return found["done"], found["asked"]


def page_of(actor: Actor, row: Pulse) -> PulsePage:
    """Return a released pulse as the actor may read it. Three queries."""
    results = list(row.results.select_related("unit").order_by("unit__name"))
    replies = row.replies.select_related("unit", "by").order_by("unit__name")
    later = (row.released_on or actor.today) + timedelta(days=rules.LEADER_FIRST_DAYS)
    asked_of = [one for one in results if one.question in rules.ASKED]
    return PulsePage(
        pulse=row,
        asked=progress_of(row)[1],
        agency=_said(_("Semua unit"), asked_of),
        units=_by_unit(asked_of, _support(actor, results, later)),
        support_later=later,
        replies=tuple(sorted(replies, key=lambda reply: reply.unit_id is not None)),
        may_reply=can_reply_pulse(actor, None) or bool(actor.led_paths),
    )


def _by_unit(
    results: Iterable[PulseResult], support: Mapping[int | None, Decimal | None]
) -> tuple[Said, ...]:
    found: dict[int | None, list[PulseResult]] = defaultdict(list)
    for one in results:
        found[one.unit_id].append(one)
    return tuple(
        replace(_said(_name(rows[0]), rows), support=support.get(unit))
        for unit, rows in found.items()
    )


def _name(one: PulseResult) -> str:
    return one.unit.name if one.unit else _("Unit kecil digabung")


def _said(name: str, results: Iterable[PulseResult]) -> Said:
    counts: Mapping[str, list[int]] = {key: [0, 0] for key in rules.ASKED}
    for one in results:
        counts[one.question][0] += one.count
        counts[one.question][1] += one.total
    means = tuple(rules.mean(total, count) for count, total in counts.values())
    return Said(name, max(count for count, _total in counts.values()), means)


def _support(
    actor: Actor, results: Iterable[PulseResult], later: date
) -> dict[int | None, Decimal | None]:
    """The leader reads their own unit's first; the office and the head of region after that."""
    every = actor.has(Role.PERFORMANCE_MANAGER, Role.REGENT) and actor.today >= later
    return {
        one.unit_id: rules.mean(one.total, one.count)
        for one in results
        if one.question == rules.SUPPORT
        and (every or (one.unit is not None and one.unit.path in actor.led_paths))
    }


def reply_units(actor: Actor, row: Pulse) -> list[Unit | None]:
    """Return for whom the actor may reply: None is the whole agency. One query."""
    units = Unit.objects.filter(agency=actor.agency, path__in=actor.led_paths).order_by("name")
    whole: list[Unit | None] = [None] if can_reply_pulse(actor, None) else []
    return whole + list(units)
