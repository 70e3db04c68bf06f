"""The allowance of last month: a rule that two agreed to, tables of other offices, and the run."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.consequences.models import AllowanceAmount, AllowanceInput, AllowanceRule
from karsa.consequences.queries.allowance_facts import period_for
from karsa.consequences.services.allowance_runs import compute, propose_run, work_out
from karsa.evaluations.models import Evaluation
from karsa.journal.models import DailyEntry
from karsa.org.models import Assignment, Employee, Period, Position
from karsa.org.queries.actor import actor_of
from karsa.org.services.posts import NewPost, transfer
from karsa.rules.allowance import month_of
from karsa.site.demo.chance import between, happens
from karsa.site.demo.people import SEATS
from karsa.site.demo.plans import BATCH
from karsa.site.demo.world import World

_TEXT = Path(__file__).parent / "data" / "tpp.txt"
_THOUSAND = 1000
_PROMOTED = "Perencana Ahli Muda"
# Class and thousands of rupiah a month by the kind of position.
_AMOUNTS = {
    Position.Kind.HIGH_LEADER: (14, 21_500),
    Position.Kind.ADMINISTRATOR: (11, 11_750),
    Position.Kind.SUPERVISOR: (9, 7_900),
    Position.Kind.FUNCTIONAL: (8, 4_650),
    Position.Kind.EXECUTIVE: (6, 3_200),
}
_IS_LATE, _FORGOT, _NO_PARADE = 0.45, 0.12, 0.1
_BROUGHT = 0.985  # some people's attendance has not come yet


def lay(world: World) -> None:
    """Write the rule and the tables, and propose last month. About thirty queries."""
    office = _holder(world, Role.PERFORMANCE_MANAGER)
    regent = _holder(world, Role.REGENT)
    if office is None or regent is None or office.user is None:
        return
    _rule(world, office, regent)
    _amounts(world)
    month = month_of(month_of(world.today) - timedelta(days=1))
    actor = actor_of(office.user, world.agency, world.now)
    period = Period.objects.filter(pk=period_for(world.agency, month) or 0).first()
    _promote(actor, period, month.replace(day=16))
    AllowanceInput.objects.bulk_create(_inputs(world, month), batch_size=BATCH)
    run = work_out(actor=actor, month=month, period=period)
    if compute(agency=world.agency, run_id=run.pk).payable:
        propose_run(actor=actor, run_id=run.pk)


def _holder(world: World, role: Role) -> Employee | None:
    users = Grant.objects.filter(agency=world.agency, role=role.value).values("user")
    return Employee.objects.select_related("user").filter(user__in=users).order_by("pk").first()


def _rule(world: World, office: Employee, regent: Employee) -> None:
    first = date(world.years[0], 1, 1)
    AllowanceRule.objects.create(
        agency=world.agency,
        name="TPP Kabupaten Contoh",
        legal_basis=f"Perbup 12 Tahun {first.year} tentang TPP (contoh)",
        text=_TEXT.read_text(encoding="utf-8"),
        starts=first,
        silence=AllowanceRule.Silence.FULL,
        state=AllowanceRule.State.APPROVED,
        written_by=office,
        approved_by=regent,
        approved_on=first,
    )


def _amounts(world: World) -> None:
    AllowanceAmount.objects.bulk_create(
        AllowanceAmount(
            agency=world.agency,
            position=one,
            job_class=_AMOUNTS[Position.Kind(one.kind)][0],
            amount=_AMOUNTS[Position.Kind(one.kind)][1] * _THOUSAND,
            starts=date(world.years[0], 1, 1),
        )
        for one in Position.objects.filter(agency=world.agency)
    )


def _promote(actor: Actor, period: Period | None, day: date) -> None:
    """Somebody came to another post on `day` and starts anew there: two spans in one line."""
    since = DailyEntry.objects.filter(agency=actor.agency, day__gte=day)
    told = since.filter(Q(evidence__isnull=False) | Q(feedback__isnull=False)).values("assignment")
    rated = Evaluation.objects.filter(period=period, state=Evaluation.State.CLOSED)
    posts = Assignment.objects.on(day).filter(
        agency=actor.agency,
        kind=Assignment.Kind.DEFINITIVE,
        position__kind__in=(Position.Kind.EXECUTIVE, Position.Kind.FUNCTIONAL),
        is_head=False,
        starts__lt=day,
        pk__in=rated.values("assignment"),
    )
    other = [seat.nip for seat in SEATS]
    free = posts.exclude(pk__in=told).exclude(employee__nip__in=other)
    free = free.exclude(rater_lines__starts__gte=day)
    post = free.exclude(position__name=_PROMOTED).order_by("position__kind", "-pk").first()
    position = Position.objects.filter(agency=actor.agency, name=_PROMOTED).first()
    if post is None or position is None:
        return
    since.filter(assignment=post).delete()
    to = NewPost(post.unit_id, position.name, position.kind, day)
    transfer(actor=actor, employee_id=post.employee_id, post=to)


def _inputs(world: World, month: date) -> Iterator[AllowanceInput]:
    people = Employee.objects.filter(agency=world.agency, is_active=True).order_by("pk")
    for person, nip in people.values_list("pk", "nip"):
        of = {"agency_id": world.agency.pk, "employee_id": person, "month": month}
        cuts = {"iuran_bpjs": f"{between(28, 120, nip, 'bpjs')}000", "potongan_sah": "0"}
        yield AllowanceInput(kind=AllowanceInput.Kind.CUTS, figures=cuts, **of)
        if happens(_BROUGHT, nip, "attendance"):
            kind = AllowanceInput.Kind.ATTENDANCE
            yield AllowanceInput(kind=kind, figures=_attendance(nip, month), **of)


def _attendance(nip: str, month: date) -> dict[str, Any]:
    times = between(1, 4, nip, month) if happens(_IS_LATE, nip, month, "late") else 0
    late = sorted(between(2, 105, nip, month, n) for n in range(times))
    return {
        "hari_hadir": str(between(18, 22, nip, month, "days")),
        "terlambat": [str(one) for one in late],
        "tanpa_rekam": str(int(happens(_FORGOT, nip, month, "record"))),
        "tidak_apel": str(int(happens(_NO_PARADE, nip, month, "parade"))),
        "menit_kurang": str(sum(late)),
    }
