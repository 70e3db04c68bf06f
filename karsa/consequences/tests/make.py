"""Factories: an award of Rina's first quarter, her months to improve, a case about her."""

from datetime import date, timedelta
from typing import Any

from karsa.accounts.actor import Actor
from karsa.consequences import services
from karsa.consequences.models import (
    AwardRound,
    AwardRule,
    DisciplineCase,
    Improvement,
    Incentive,
    Nomination,
    Reward,
)
from karsa.consequences.services import disciplining, hearing, improving
from karsa.evaluations.models import Evaluation
from karsa.evaluations.tests import make as evaluations
from karsa.org.models import Employee, Period
from karsa.org.tests import make as org
from karsa.rules.reward import Asked, Criterion

# A Monday, well after the first quarter's window; votes are opened a fortnight later.
DAY = date(2026, 6, 1)
LATER = date(2026, 6, 15)
AUDIENCE = {True: "team", False: "person"}


def at(person: Employee, day: date = DAY) -> Actor:
    return evaluations.at(person, day)


def result(people: org.People, person: Employee | None = None, **over: Any) -> Evaluation:
    """A settled result of the first quarter (of the whole year 2025 with `annual`)."""
    who = person or people.rina
    made = evaluations.plan(who)
    period = _year(people) if over.pop("annual", False) else None
    defaults: dict[str, Any] = {
        "state": "closed",
        "grade": "very_good",
        "result_rating": "above",
        "behaviour_rating": "above",
        "received_on": date(2026, 4, 3),
    }
    return Evaluation.objects.create(
        agency=who.agency,
        plan=made,
        assignment=made.assignment,
        period=period or evaluations.quarter(people),
        rater=people.andi,
        reviewer=people.sinta,
        decided_by=people.andi,
        **(defaults | over),
    )


def _year(people: org.People) -> Period:
    found = Period.objects.filter(agency=people.rina.agency, year=2025, number=0).first()
    return found or evaluations.year(people, 2025)


def rule(people: org.People, *criteria: Asked, team: bool = False, **over: Any) -> AwardRule:
    asked = criteria or (Asked(Criterion.GRADE, "good"), Asked(Criterion.STANDING, "1"))
    terms = services.Terms("Keputusan Bupati 12/2026", asked, **over)
    return services.set_rule(
        actor=at(people.hana, DAY - timedelta(days=9)),
        name="Unit Teladan" if team else "Pegawai Teladan",
        audience=AUDIENCE[team],
        terms=terms,
        starts=DAY - timedelta(days=9),
    )


def round_(people: org.People, *criteria: Asked, **over: Any) -> AwardRound:
    """Hana opens it, the regent decides; of the jury only Budi and Hana are far enough."""
    award = rule(people, *criteria, **over).award
    jury = (people.budi, people.hana, people.sinta, people.dedi)
    calling = services.Calling(
        decider_id=people.regent.pk,
        juror_ids=[one.pk for one in jury],
        nominate_until=DAY,
        vote_until=LATER - timedelta(days=1),
    )
    return services.open_round(actor=at(people.hana), award=award, year=2026, calling=calling)


def nomination(people: org.People, round_: AwardRound | None = None, **over: Any) -> Nomination:
    chosen: dict[str, Any] = {"employee": people.rina, "unit": None}
    return services.nominate(
        actor=at(people.andi),
        round_id=(round_ or globals()["round_"](people)).pk,
        reason="Semua ibu hamil risiko tinggi terpantau",
        **(chosen | over),
    )


def voting(people: org.People, *criteria: Asked, **over: Any) -> Nomination:
    made = nomination(people, round_(people, *criteria, **over))
    services.start_voting(actor=at(people.hana, DAY + timedelta(days=1)), round_id=made.round_id)
    return Nomination.objects.for_page().get(pk=made.pk)


def voted(people: org.People, *criteria: Asked, **over: Any) -> Nomination:
    made = voting(people, *criteria, **over)
    for juror in (people.budi, people.hana):
        services.vote(
            actor=at(juror, DAY + timedelta(days=2)),
            nomination_id=made.pk,
            supports=True,
            reason="Hasilnya terlihat",
        )
    services.open_votes(actor=at(people.hana, LATER), round_id=made.round_id)
    return made


def decided(people: org.People, made: Nomination, **over: Any) -> Nomination:
    choice: dict[str, Any] = {"is_given": True, "reason": "Teladan bagi puskesmas lain"}
    return services.decide_award(
        actor=at(people.regent, LATER), nomination_id=made.pk, **(choice | over)
    )


def reward(people: org.People, *criteria: Asked, **over: Any) -> Reward:
    """Rina's, given by the regent."""
    if not Evaluation.objects.filter(assignment__employee=people.rina).exists():
        result(people)
    made = decided(people, voted(people, *criteria, **over))
    return Reward.objects.for_page().get(nomination=made)


def incentive(people: org.People) -> Incentive:
    """Proposed by Hana."""
    return services.propose_incentive(
        actor=at(people.hana, LATER),
        reward_id=reward(people).pk,
        amount=2_500_000,
        legal_basis="Peraturan Bupati 7/2026",
        budget_line="5.1.02.02.01.0080",
    )


def improvement(people: org.People, **over: Any) -> Improvement:
    """Andi begins it on Rina's annual grade, with one goal in three months."""
    row = result(people, annual=True, grade="needs_improvement", **over)
    return improving.begin(
        actor=at(people.andi),
        evaluation_id=row.pk,
        goals=[("Laporan posyandu tepat waktu", DAY + timedelta(days=90))],
        reason="Laporan terlambat tiga bulan berturut-turut",
    )


def checked(people: org.People, row: Improvement) -> Improvement:
    improving.check(
        actor=at(people.andi, DAY + timedelta(days=40)),
        improvement_id=row.pk,
        text="Dua dari tiga laporan sudah tepat waktu",
    )
    return row


def case(people: org.People, complainant: Employee | None = None) -> DisciplineCase:
    """Andi reports Rina; nobody has taken it yet."""
    return disciplining.report(
        actor=at(complainant or people.andi),
        employee=people.rina,
        happened_on=DAY - timedelta(days=4),
        allegation="Tidak masuk kerja tiga hari tanpa keterangan",
    )


def taken(people: org.People) -> DisciplineCase:
    """Hana serves it, Sinta decides: Andi reported it."""
    row = case(people)
    return disciplining.take(actor=at(people.hana), case_id=row.pk, decider_id=people.sinta.pk)


HEARING = date(2026, 6, 12)


def summoned(people: org.People) -> DisciplineCase:
    row = taken(people)
    hearing.summon(
        actor=at(people.hana), case_id=row.pk, hearing=HEARING, text="Ruang rapat, pukul 09.00"
    )
    row.refresh_from_db()
    return row


def heard(people: org.People) -> DisciplineCase:
    row = summoned(people)
    hearing.hear(
        actor=at(people.hana, HEARING),
        case_id=row.pk,
        is_present=True,
        words="Anak saya dirawat, surat dokter menyusul",
        text="Surat dokter dilihat",
    )
    row.refresh_from_db()
    return row


def sentenced(people: org.People, sanction: str = "written_reprimand") -> DisciplineCase:
    row = heard(people)
    hearing.decide(
        actor=at(people.sinta, HEARING),
        case_id=row.pk,
        sanction=sanction,
        text="Tidak memberi kabar pada hari pertama",
    )
    row.refresh_from_db()
    return row


def delivered(people: org.People) -> DisciplineCase:
    row = sentenced(people)
    hearing.deliver(
        actor=at(people.hana, LATER), case_id=row.pk, received_on=LATER, text="Diserahkan langsung"
    )
    row.refresh_from_db()
    return row
