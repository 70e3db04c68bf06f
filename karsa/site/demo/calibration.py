"""A finished calibration at the showcase's puskesmas, and second raters of its quarter."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.evaluations.models import (
    CalibrationSession,
    CaseNote,
    CaseVote,
    Evaluation,
    SecondRating,
    SessionCase,
    SessionMember,
)
from karsa.evaluations.queries.calibration import rated_in, voters_of
from karsa.evaluations.services import draw_seconds
from karsa.org.models import Employee, Period, Unit
from karsa.org.queries.actor import actor_of
from karsa.rules.calibration import FEWEST_CASES
from karsa.rules.grade import Rating, grade
from karsa.site.demo.chance import happens, pick
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

_UNIT = "Puskesmas Mataram"
_CASES = 3
_DRAWN = 40
_HAVE_RATED, _AGREE = 0.85, 0.7


def lay(world: World, period: Period) -> None:
    """Write both, where the unit and the office are there. About twenty queries."""
    unit = Unit.objects.filter(agency=world.agency, name=_UNIT).first()
    if unit is not None:
        _session(world, unit, period)
    _seconds(world, period)


def _session(world: World, unit: Unit, period: Period) -> None:
    rows = rated_in(unit, period).filter(
        is_final=False, objection=None, papers=None, signed_on__isnull=False
    )
    rows = rows.exclude(result_rating=Rating.BELOW.value)
    cases = list(rows.select_related("rater", "reviewer").order_by("pk")[:_CASES])
    if len(cases) < FEWEST_CASES or cases[0].reviewer is None:
        return
    day = min(row.signed_on for row in cases if row.signed_on)
    session = CalibrationSession.objects.create(
        agency=world.agency,
        unit=unit,
        period=period,
        led_by=cases[0].reviewer,
        state=CalibrationSession.State.CLOSED,
        opened_on=day,
        closed_on=day,
    )
    voters = voters_of(unit, period, world.today)
    members = SessionMember.objects.bulk_create(
        SessionMember(agency=world.agency, session=session, employee_id=one)
        for one in sorted(voters)
    )
    talked = SessionCase.objects.bulk_create(
        SessionCase(agency=world.agency, session=session, evaluation=row) for row in cases
    )
    CaseVote.objects.bulk_create(_votes(world, talked, members))
    CaseNote.objects.bulk_create(_notes(world, talked, members))
    _decide_anew(cases[0])


def _votes(
    world: World, cases: Sequence[SessionCase], members: Sequence[SessionMember]
) -> Iterator[CaseVote]:
    for case in cases:
        for member in members:
            yield CaseVote(
                agency=world.agency,
                case=case,
                member=member,
                result_rating=_near(case.evaluation.result_rating, case.pk, member.pk, "result"),
                behaviour_rating=_near(case.evaluation.behaviour_rating, case.pk, member.pk),
            )


def _near(rating: str, *seed: object) -> str:
    """Mostly the same, now and then what another reader makes of it."""
    return rating if happens(_AGREE, *seed) else pick((Rating.MEETS, Rating.ABOVE), *seed).value


def _notes(
    world: World, cases: Sequence[SessionCase], members: Sequence[SessionMember]
) -> Iterator[CaseNote]:
    words = library("calibration")
    said = [(cases[0], text) for text in words["notes"]]
    for place, (case, text) in enumerate([*said, (cases[1], words["other"])]):
        at = datetime.combine(case.session.opened_on, time(2 + place), UTC)
        yield CaseNote(
            agency=world.agency,
            case=case,
            member=members[place % len(members)],
            text=text,
            at=at,
        )


def _decide_anew(row: Evaluation) -> None:
    """The rater of the first case came to what stands now from one step below it."""
    results, behaviour = Rating(row.result_rating), Rating(row.behaviour_rating)
    before = Rating.BELOW if results is Rating.MEETS else Rating.MEETS
    row.departure_reason = library("calibration")["reason"]
    row.changes = [
        {
            "at": datetime.combine(row.signed_on or row.period.ends, time(4), UTC).isoformat(),
            "by": row.rater.full_name,
            "reason": row.departure_reason,
            "old": [before.value, behaviour.value, grade(before, behaviour).value],
            "new": [results.value, behaviour.value, row.grade],
        }
    ]
    row.save(update_fields=["changes", "departure_reason"])


def _seconds(world: World, period: Period) -> None:
    """The office draws; most have rated, and mostly see what the first rater saw."""
    managers = Grant.objects.filter(agency=world.agency, role=Role.PERFORMANCE_MANAGER.value)
    grant = managers.select_related("user").first()
    if grant is None or not Employee.objects.filter(user=grant.user_id).exists():
        return
    draw = draw_seconds(
        actor=actor_of(grant.user, world.agency, world.now),
        period=period,
        seed=f"{period.name}, undian 4711",
        wanted=_DRAWN,
    )
    rated = [row for row in draw.ratings.select_related("evaluation") if _has_rated(row)]
    for row in rated:
        first = row.evaluation
        row.result_rating = _near(first.result_rating, first.pk, "second")
        row.behaviour_rating = _near(first.behaviour_rating, first.pk, "second behaviour")
        row.rated_on = world.today
    names = ["result_rating", "behaviour_rating", "rated_on"]
    SecondRating.objects.bulk_update(rated, names)


def _has_rated(row: SecondRating) -> bool:
    return happens(_HAVE_RATED, row.evaluation_id, "rated")
