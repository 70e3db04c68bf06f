"""An award of a person and of a unit, an improvement period on its way, a case long over."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from karsa.consequences import services
from karsa.consequences.models import Award, Reward
from karsa.consequences.services import disciplining, hearing, improving
from karsa.evaluations.models import Evaluation, OrganisationGrade
from karsa.org.models import Employee, Period, Unit
from karsa.org.queries.heads import heads_above
from karsa.org.queries.raters import rater_line
from karsa.plans.models import Origin, PerformancePlan
from karsa.rules.grade import Rating, grade
from karsa.rules.reward import Asked, Criterion
from karsa.site.demo import award_rounds
from karsa.site.demo.cast import TEAM, Cast, cast_of
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

_ENOUGH = 245  # the case takes so many days until its sanction is over
_GOOD = ("very_good", "good")


def lay(world: World) -> None:
    """Let people go through the services, where they and enough of the year are there."""
    cast = cast_of(world)
    if cast is None or (world.today - date(world.today.year, 1, 1)).days < _ENOUGH:
        return
    words = library("consequences")
    best = _best(cast)
    if best is not None:
        _award(cast, words["person"], employee=best, unit=None)
        _thank(cast, best, words["incentive"])
    team = Unit.objects.filter(agency=world.agency, name=TEAM).first()
    if team is not None and _lasted(team, world.today.year):
        _award(cast, words["team"], employee=None, unit=team)
    award_rounds.lay(cast, words)
    others = [one for one in cast.staff if one != best and one.employment == "pns"]
    if len(others) > 1:
        _improve(cast, words["improvement"], others[0])
        _discipline(cast, words["case"], others[-1])


def _best(cast: Cast) -> Employee | None:
    """Somebody whose results of the year are all settled and good."""
    rows = Evaluation.objects.rated_here().filter(
        assignment__employee__in=cast.staff, period__year=cast.world.today.year
    )
    settled = Q(state=Evaluation.State.CLOSED, grade__in=_GOOD)
    counted = rows.values("assignment__employee").annotate(
        n=Count("pk"), good=Count("pk", filter=settled)
    )
    keys = {one["assignment__employee"] for one in counted if one["n"] == one["good"] > 1}
    return next((one for one in cast.staff if one.pk in keys), None)


def _lasted(unit: Unit, year: int) -> bool:
    """Whether the unit's last two organisation grades are good."""
    rows = OrganisationGrade.objects.filter(unit=unit, period__year=year)
    levels = list(rows.order_by("-period__ends").values_list("level", flat=True)[:2])
    return len(levels) > 1 and set(levels) <= {"excellent", "good"}


def _award(cast: Cast, words: Any, **candidate: Any) -> None:
    """One round from its rule to the decision."""
    team = candidate["unit"] is not None
    lasting = Criterion.LEVEL if team else Criterion.GRADE
    asked = [Asked(lasting, "good", 2), *([] if team else [Asked(Criterion.STANDING, "1")])]
    rule = services.set_rule(
        actor=cast.on(cast.manager, 90),
        name=words["name"],
        audience=Award.Audience.TEAM if team else Award.Audience.PERSON,
        terms=services.Terms(words["basis"], asked, () if team else ("succession", "development")),
        starts=cast.day(90),
    )
    row = services.open_round(
        actor=cast.on(cast.manager, 80),
        award=rule.award,
        year=cast.world.today.year,
        calling=services.Calling(
            cast.regent.pk, [one.pk for one in cast.jurors], cast.day(70), cast.day(60)
        ),
    )
    made = services.nominate(
        actor=cast.on(cast.head, 75), round_id=row.pk, reason=words["nominated"], **candidate
    )
    services.start_voting(actor=cast.on(cast.manager, 69), round_id=row.pk)
    for juror, said in zip(cast.jurors, words["votes"], strict=False):
        services.vote(actor=cast.on(juror, 65), nomination_id=made.pk, supports=True, reason=said)
    services.open_votes(actor=cast.on(cast.manager, 59), round_id=row.pk)
    services.decide_award(
        actor=cast.on(cast.regent, 50),
        nomination_id=made.pk,
        is_given=True,
        reason=words["decided"],
    )


def _thank(cast: Cast, person: Employee, words: Any) -> None:
    """The person agrees that everybody may know; money is proposed and approved by another."""
    reward = Reward.objects.get(employee=person)
    services.consent(actor=cast.on(person, 48), reward_id=reward.pk, agrees=True)
    money = services.propose_incentive(
        actor=cast.on(cast.manager, 45),
        reward_id=reward.pk,
        amount=words["amount"],
        legal_basis=words["basis"],
        budget_line=words["budget"],
    )
    services.answer_incentive(
        actor=cast.on(cast.regent, 43), incentive_id=money.pk, approves=True, reason=""
    )


def _improve(cast: Cast, words: Any, person: Employee) -> None:
    """Last year's result of somebody, as it came in, was below Baik; the months run."""
    row = _last_year(cast, person)
    if row is None or row.rater.user is None:
        return
    made = improving.begin(
        actor=cast.on(row.rater, 100),
        evaluation_id=row.pk,
        goals=[(text, cast.day(100 - 60 * n)) for n, text in enumerate(words["goals"], 1)],
        reason=words["reason"],
    )
    for ago, text in zip((65, 20), words["checks"], strict=True):
        step = improving.check(actor=cast.on(row.rater, ago), improvement_id=made.pk, text=text)
    improving.answer(
        actor=cast.on(row.assignment.employee, 18), step_id=step.pk, text=words["reply"]
    )


def _last_year(cast: Cast, person: Employee) -> Evaluation | None:
    agency, year = cast.world.agency, cast.world.today.year - 1
    period, _new = Period.objects.get_or_create(
        agency=agency,
        year=year,
        number=0,
        defaults={
            "name": f"Tahun {year}",
            "starts": date(year, 1, 1),
            "ends": date(year, 12, 31),
        },
    )
    plans = PerformancePlan.objects.filter(assignment__employee=person, state="set")
    plan = plans.select_related("assignment").order_by("pk").first()
    line = rater_line(plan.assignment_id, cast.day(100)) if plan else None
    if plan is None or line is None:
        return None
    row = Evaluation.objects.create(
        agency=agency,
        plan=plan,
        assignment=plan.assignment,
        period=period,
        rater=line.rater,
        reviewer=line.reviewer,
        state=Evaluation.State.CLOSED,
        result_rating=Rating.BELOW.value,
        behaviour_rating=Rating.MEETS.value,
        grade=grade(Rating.BELOW, Rating.MEETS).value,
        origin=Origin.TABLE,
    )
    return Evaluation.objects.select_related("rater__user", "assignment__employee__user").get(
        pk=row.pk
    )


def _discipline(cast: Cast, words: Any, person: Employee) -> None:
    """Reported, heard, a light sanction that has ended since."""
    row = disciplining.report(
        actor=cast.on(cast.head, _ENOUGH),
        employee=person,
        happened_on=cast.day(_ENOUGH + 3),
        allegation=words["allegation"],
    )
    officer = cast.on(cast.manager, _ENOUGH - 1)
    post = heads_above(row.unit, officer.today)[1]
    decider = Employee.objects.select_related("user").get(pk=post.employee_id)
    disciplining.take(actor=officer, case_id=row.pk, decider_id=decider.pk)
    heard_on = cast.world.calendar.add(officer.today, 8)
    ago = (cast.world.today - heard_on).days
    told: dict[str, Any] = {"case_id": row.pk}
    hearing.summon(actor=officer, hearing=heard_on, text=words["summons"], **told)
    hearing.hear(
        actor=cast.on(cast.manager, ago),
        is_present=True,
        words=words["words"],
        text=words["record"],
        **told,
    )
    decided = hearing.decide(
        actor=cast.on(decider, ago), sanction="oral_reprimand", text=words["decision"], **told
    )
    hearing.deliver(
        actor=cast.on(cast.manager, ago),
        received_on=heard_on,
        text=words["handed"],
        **told,
    )
    hearing.answer(actor=cast.on(person, ago - 1), step_id=decided.pk, text=words["reply"])
