"""Factories of evaluations: Rina's first quarter, decided or handed over by Andi."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from karsa.accounts.actor import Actor
from karsa.evaluations import services
from karsa.evaluations.models import (
    CalibrationSession,
    Evaluation,
    Objection,
    OrganisationGrade,
    PeriodReopening,
    RaterEffect,
    SecondRating,
    SessionCase,
    Takeover,
    Vignette,
)
from karsa.feedback.tests import make as feedback
from karsa.files.tests import make as files
from karsa.jobs.models import Batch
from karsa.journal.tests import make as journal
from karsa.org.models import Employee, Period
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans

# Inside the window of the first quarter (25 March to 30 April 2026): a Thursday.
DAY = date(2026, 4, 2)
WELL = "Mendampingi kader posyandu sampai semua ibu hamil risiko tinggi terpantau"


def at(person: Employee, day: date = DAY) -> Actor:
    """Who a person is on a day, at ten in the morning."""
    return org.actor(person, datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC))


def days_later(actor: Actor, days: int) -> Actor:
    gap = timedelta(days=days)
    return replace(actor, today=actor.today + gap, now=actor.now + gap)


def quarter(people: org.People) -> Period:
    found = Period.objects.filter(agency=people.rina.agency, year=2026, number=1).first()
    return found or org.quarter(people.rina.agency)


def year(people: org.People, number: int = 2026) -> Period:
    return Period.objects.create(
        agency=people.rina.agency,
        year=number,
        number=0,
        name=f"Tahun {number}",
        starts=date(number, 1, 1),
        ends=date(number, 12, 31),
    )


def plan(person: Employee, **over: Any) -> PerformancePlan:
    """A set plan with one main result of 120 people a year."""
    post = person.assignments.get()
    found = PerformancePlan.objects.filter(assignment=post, year=2026).first()
    if found:
        return found
    made = plans.plan(post, **over)
    result = plans.result(made)
    plans.measure(result, target_value=Decimal(120), measure="orang", aspect="quantity")
    return made


def evidence(plan: PerformancePlan, quantity: int = 30, **over: Any) -> None:
    """Verified work in each month of the quarter, `quantity` in all, and good feedback."""
    result = plan.results.get()
    for month in (1, 2, 3):
        part = Decimal(quantity) / 3
        journal.accepted(result, day=date(2026, month, 10), quantity=part, **over)
    feedback.feedback(plan)
    feedback.feedback(plan, value="service_oriented")


def decided(people: org.People, **over: Any) -> Evaluation:
    """Andi decides Rina's quarter as proposed."""
    made = plan(people.rina)
    if not made.entries.exists():
        evidence(made)
    choice = {"result_rating": "meets", "behaviour_rating": "meets"}
    return services.decide(
        actor=at(people.andi), plan=made, period=quarter(people), **(choice | over)
    )


def signed(people: org.People, **over: Any) -> Evaluation:
    return services.sign(actor=at(people.andi), evaluation_id=decided(people, **over).pk)


def delivered(people: org.People, **over: Any) -> Evaluation:
    return services.deliver(actor=at(people.andi), evaluation_id=signed(people, **over).pk)


def received(people: org.People, **over: Any) -> Evaluation:
    return services.receive(actor=at(people.rina), evaluation_id=delivered(people, **over).pk)


def objected(people: org.People, *, with_file: bool = False, **over: Any) -> Objection:
    proof = SimpleUploadedFile("bukti.png", files.picture())
    return services.object_to(
        actor=at(people.rina),
        evaluation_id=received(people, **over).pk,
        reason="Capaian bulan Maret belum dihitung",
        evidence=proof if with_file else None,
    )


def level(people: org.People, level: str = "good", **over: Any) -> OrganisationGrade:
    defaults = {
        "agency": people.rina.agency,
        "unit": people.clinic,
        "level": level,
        "set_at": org.NOW,
    }
    period = over.pop("period", None) or quarter(people)
    return OrganisationGrade.objects.create(period=period, **(defaults | over))


def vignette(people: org.People, **over: Any) -> Vignette:
    words = {"title": "Bidan Ibu Melur", "story": "Target 120 ibu hamil, tercapai 96 dengan bukti."}
    return Vignette.objects.create(agency=people.rina.agency, **({"year": 2026} | words | over))


def effect(people: org.People, rater: Employee | None = None, /, **over: Any) -> RaterEffect:
    """Andi rated eight people, one step more severely than others; the office asked that day."""
    counts = {"people": 8, "middle": 2, "alike": 6, "lifted": 0, "lowered": 5, "component": 0}
    told = {"severity": Decimal("0.9"), "error": Decimal("0.2"), "answer_by": org.TODAY}
    return RaterEffect.objects.create(
        agency=people.rina.agency,
        period=quarter(people),
        rater=rater or people.andi,
        **(counts | told | over),
    )


AFTER = date(2026, 5, 4)  # the first working day behind the first quarter's window
HEARD = date(2026, 5, 12)  # five working days later


def taken_over(people: org.People, day: date = AFTER) -> Takeover:
    """Sinta takes Rina's rating over from Andi."""
    made = plan(people.rina)
    return services.take_over(
        actor=at(people.sinta, day), plan=made, period=quarter(people), reason="Sudah diingatkan"
    )


def reopening(people: org.People) -> PeriodReopening:
    """Hana asks that the closed first quarter be opened again."""
    period = quarter(people)
    period.is_closed = True
    period.save(update_fields=["is_closed"])
    return services.ask_to_reopen(actor=at(people.hana), period=period, reason="Salah unit")


def printed(people: org.People, paper: str = "f4") -> Batch:
    """What Andi has set for the printer: the clinic's signed papers."""
    return print_of(people, delivered(people), paper)


def print_of(people: org.People, row: Evaluation, paper: str = "f4") -> Batch:
    """The papers of a row's unit, as Andi has them set."""
    batch = services.ask_print(
        actor=at(people.andi), period=row.period, unit=people.clinic, paper=paper
    )
    return run_print(people, batch)


def run_print(people: org.People, batch: Batch) -> Batch:
    """Set the clinic's papers, as the worker does."""
    services.run_print(
        agency=batch.agency,
        batch_id=batch.pk,
        period_id=quarter(people).pk,
        unit_id=people.clinic.pk,
        paper=batch.kind.rpartition(".")[2],
        now=at(people.andi).now,
    )
    batch.refresh_from_db()
    return batch


def both_decided(people: org.People, **over: Any) -> tuple[Evaluation, Evaluation]:
    """Andi decides Rina's and Dedi's quarter."""
    made = plan(people.dedi)
    evidence(made)
    choice = {"result_rating": "meets", "behaviour_rating": "meets"} | over
    dedis = services.decide(actor=at(people.andi), plan=made, period=quarter(people), **choice)
    return decided(people), dedis


def session(people: org.People) -> CalibrationSession:
    """Hana calls Andi and Sinta together around Rina and Dedi."""
    rows = both_decided(people)
    return services.open_session(
        actor=at(people.hana),
        unit=people.clinic,
        period=quarter(people),
        evaluation_ids=[row.pk for row in rows],
    )


def case_of(session: CalibrationSession, person: Employee) -> SessionCase:
    return session.cases.get(evaluation__assignment__employee=person)


def voted(people: org.People) -> CalibrationSession:
    """Andi and Sinta have voted on both, and Hana has opened the votes."""
    made = session(people)
    for case in made.cases.all():
        for voter, rating in ((people.andi, "meets"), (people.sinta, "above")):
            services.vote(
                actor=at(voter), case_id=case.pk, result_rating=rating, behaviour_rating="meets"
            )
    return services.open_votes(actor=at(people.hana), session_id=made.pk)


def elsewhere_decided(people: org.People) -> Evaluation:
    """Budi, who leads another office, decides Wati's quarter there."""
    wati = org.employee(people.rina.agency, "Wati")
    org.rater(org.assignment(wati, people.budi.assignments.get().unit), people.budi, people.regent)
    evidence(plan(wati))
    return services.decide(
        actor=at(people.budi),
        plan=plan(wati),
        period=quarter(people),
        result_rating="meets",
        behaviour_rating="meets",
    )


def second(people: org.People) -> SecondRating:
    """Andi rated Rina and Budi rated Wati; Budi is drawn for Rina, Andi for Wati."""
    row = decided(people)
    elsewhere_decided(people)
    draw: dict[str, Any] = {"period": quarter(people), "seed": "4711", "wanted": 5}
    made = services.draw_seconds(actor=at(people.hana), **draw)
    return made.ratings.get(evaluation=row)
