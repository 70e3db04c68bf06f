"""A month for everybody: what is paid, what is held and why; nobody pays for another's silence."""

import io
from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.consequences.models import AllowanceInput, AllowanceLine, AllowanceRun
from karsa.consequences.queries.allowance_facts import period_for
from karsa.consequences.queries.allowance_pages import my_months, payout_tables
from karsa.consequences.queries.allowance_why import why_of
from karsa.consequences.services import allowance_runs as services
from karsa.consequences.services.allowance_rules import change_rule
from karsa.consequences.tests import make_allowance as make
from karsa.evaluations.models import Evaluation, PeriodReopening
from karsa.journal.tests import make as journal
from karsa.kit.spreadsheets import write_book
from karsa.kit.testing import assert_flat
from karsa.org.models import EmployeeStatus
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

# 5,000,000 × (60 % × 0.9 + 40 % × (1 − 0.5 % − 1 % − 1.5 %)) − 50,000
RINA = 5_000_000 * 0.6 * 0.9 + 5_000_000 * 0.4 * 0.97 - 50_000


def standings() -> dict[str, str]:
    rows = AllowanceLine.objects.select_related("employee")
    return {row.employee.name.split()[0]: row.standing for row in rows}


def test_a_month_is_worked_out_and_paid_by_two(people):
    made = make.run(people)

    assert make.line(people).amount == RINA
    assert (made.people, made.held, made.total) == (7, 6, RINA)
    assert standings()["Dedi"] == "missing"
    run = services.propose_run(actor=org.actor(people.hana), run_id=made.pk)
    done = services.approve_run(actor=org.actor(people.regent), run_id=run.pk)
    assert (done.state, done.approved_by) == ("approved", people.regent)
    found = AuditEntry.objects.filter(verb__startswith="allowance_run").order_by("pk")
    assert [one.verb for one in found] == [
        f"allowance_run.{verb}" for verb in ("made", "proposed", "approved")
    ]


def test_the_office_alone_and_never_oneself(people):
    org.grant(people.regent, Role.PERFORMANCE_MANAGER)
    for person in (people.andi, people.sinta):
        with pytest.raises(PermissionDenied):
            make.run(people) if person is None else services.work_out(
                actor=org.actor(person), month=make.MONTH, period=None
            )
    run = make.proposed(people)
    for person in (people.hana, people.sinta):
        with pytest.raises(PermissionDenied):
            services.approve_run(actor=org.actor(person), run_id=run.pk)
        with pytest.raises(PermissionDenied):
            services.return_run(actor=org.actor(person), run_id=run.pk, reason="Salah")
    with pytest.raises(PermissionDenied):
        services.propose_run(actor=org.actor(people.sinta), run_id=run.pk)


@pytest.mark.parametrize(
    ("month", "said"),
    [(date(2026, 4, 1), "belum dimulai"), (date(2025, 12, 1), "Belum ada aturan TPP")],
)
def test_a_month_needs_to_have_begun_and_a_rule(people, month, said):
    make.ready(people)
    with pytest.raises(Refused, match=said):
        make.run(people, month=month)


def test_a_draft_rule_can_be_tried_and_not_paid(people):
    make.ready(people)
    run = make.run(people, rule=make.draft(people))

    assert make.line(people).amount == RINA
    with pytest.raises(Refused, match="Aturannya belum disetujui"):
        services.propose_run(actor=org.actor(people.hana), run_id=run.pk)
    change_rule(actor=org.actor(people.hana), rule_id=run.rule_id, wording=make.wording())
    assert not AllowanceRun.objects.exists()  # it would no longer explain itself


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        ("closed", "ready"),
        ("decided_on_objection", "ready"),
        ("objected", "contested"),
        ("delivered", "unfinished"),
        ("received", "unfinished"),
        ("draft", "ready"),
        ("signed", "ready"),
    ],
)
def test_a_contested_or_unfinished_evaluation_is_held_and_named(people, state, standing):
    make.ready(people)
    Evaluation.objects.update(state=state)
    run = make.run(people)

    assert standings()["Rina"] == standing
    held = list(payout_tables(run)[1].rows)
    assert (people.rina.name in {row[1] for row in held}) == (standing != "ready")


@pytest.mark.parametrize("reopened", [False, True])
def test_an_open_period_pays_nobody(people, reopened):
    period = make.ready(people)
    make.quarter(people, is_closed=False)
    older = org.quarter(period.agency, 3, 2025)
    older.is_closed = True
    older.save(update_fields=["is_closed"])
    if reopened:
        PeriodReopening.objects.create(
            agency=period.agency,
            period=period,
            reason="Salah unit",
            asked_by=people.hana,
            asked_on=date(2026, 2, 1),
            agreed_by=people.regent,
            agreed_on=date(2026, 2, 2),
        )
    run = make.run(people)

    assert set(standings().values()) == {"reopened" if reopened else "period_open"}
    # An older period never stands in for one that was opened again.
    assert (period_for(period.agency, make.MONTH) == period.pk) is reopened
    with pytest.raises(Refused, match="Belum ada yang dapat dibayar"):
        services.propose_run(actor=org.actor(people.hana), run_id=run.pk)


def test_what_is_contested_after_it_was_worked_out_is_not_approved(people):
    run = make.proposed(people)
    Evaluation.objects.update(state="objected")

    with pytest.raises(Refused, match=r"1 orang berubah, dibuka kembali.*Rina Kartikasari"):
        services.approve_run(actor=org.actor(people.regent), run_id=run.pk)
    services.return_run(actor=org.actor(people.regent), run_id=run.pk, reason="Keberatan masuk")
    make.run(people)
    assert standings()["Rina"] == "contested"


def test_what_was_rated_anew_after_it_was_worked_out_is_not_approved(people):
    make.rule(people, text=BY_GRADE)
    make.amounts(people)
    period = make.quarter(people)
    make.rated(make.result(people.rina, period, 80), people.andi, period)
    run = services.propose_run(actor=org.actor(people.hana), run_id=make.run(people).pk)
    Evaluation.objects.update(grade="very_good")  # reopened, rated, and closed again meanwhile

    with pytest.raises(Refused, match=r"1 orang berubah.*Rina Kartikasari"):
        services.approve_run(actor=org.actor(people.regent), run_id=run.pk)


def test_who_has_left_since_is_paid_for_the_month_they_worked(people):
    make.ready(people)
    people.rina.is_active = False
    people.rina.save(update_fields=["is_active"])
    make.run(people)
    assert (make.line(people).standing, make.line(people).amount) == ("ready", RINA)


def test_a_special_status_is_looked_at_by_a_person(people):
    make.ready(people)
    EmployeeStatus.objects.create(
        agency=people.rina.agency,
        employee=people.rina,
        kind="unpaid_leave",
        starts=date(2026, 1, 1),
    )
    make.run(people)
    assert standings()["Rina"] == "excused"


BY_GRADE = 'komponen predikat_kerja 100% "Predikat" = jenjang(predikat; 2: 0; 3: 50%; 4: 80%; 100%)'


@pytest.mark.parametrize(
    ("silence", "before", "amount"),
    [("full", "", 5_000_000), ("last_known", "good", 4_000_000), ("last_known", "", 5_000_000)],
)
def test_a_late_rater_cuts_nobody(people, silence, before, amount):
    make.rule(people, text=BY_GRADE, silence=silence)
    make.amounts(people)
    plan = make.result(people.rina, make.quarter(people), 50)
    if before:
        make.rated(plan, people.andi, org.quarter(people.rina.agency, 3, 2025), grade=before)
    make.run(people)

    line = make.line(people)
    assert (line.standing, line.amount) == ("ready", amount)
    assert any("bukan kesalahan Anda" in note for note in why_of(line, is_own=True).notes)
    assert standings()["Dedi"] == "missing"  # without a plan nobody else is to blame


def test_results_with_waiting_entries_count_as_reached(people):
    make.rule(people)
    make.amounts(people)
    period = make.quarter(people)
    make.rated(make.result(people.rina, period, 40, 60, None, waiting=2), people.andi, period)
    make.tables(people.rina, iuran_bpjs=0)
    make.run(people)

    why = why_of(make.line(people), is_own=True)
    assert make.line(people).amount == 5_000_000
    assert why.least == 5_000_000 * 0.6 * 0.5 + 5_000_000 * 0.4
    assert why.notes[0].startswith("4 catatan menunggu atasan, bukan kesalahan Anda")


BY_ENTRIES = """
langkah sehari "Sehari" = tiap(jeda; jika(ini ≤ 1; 1; 0))
langkah tepat "Tepat waktu" = sehari + tiap(jeda_akhir_pekan; jika(ini ≤ 3; 1; 0))
komponen jam 50% "Jam" = min(menit ÷ 120; 100%)
komponen lapor 50% "Lapor" = jika(catatan = 0; 0; tepat ÷ catatan)
"""


def test_entries_that_wait_for_the_leader_count(people):
    make.rule(people, text=BY_ENTRIES)
    make.amounts(people)
    result = plans.result(plans.plan(people.rina.assignments.get()))
    hours = {"started": time(8), "ended": time(9)}
    monday, friday = date(2026, 2, 2), date(2026, 2, 6)
    at = {"sent_at": datetime(2026, 2, 3, 2, tzinfo=UTC)}
    journal.accepted(result, day=monday, **hours, **at)
    journal.entry(result, day=friday, sent_at=datetime(2026, 2, 9, 2, tzinfo=UTC), **hours)
    journal.accepted(result, day=date(2026, 2, 10), sent_at=datetime(2026, 2, 13, 2, tzinfo=UTC))
    make.run(people, period=None)

    why = why_of(make.line(people), is_own=True)
    assert make.line(people).amount == round(5_000_000 * (0.5 + 0.5 * 2 / 3))
    assert why.least == 5_000_000 * (0.5 * 0.5 + 0.5 * 0.5)
    assert [note.split()[0] for note in why.notes] == ["1", "1"]  # waits; without hours


def test_the_same_figures_give_the_same_bytes(people):
    def content(run: AllowanceRun) -> bytes:
        kept = io.BytesIO()
        write_book(kept, payout_tables(run))
        return kept.getvalue()

    first = make.run(people)
    before = (first.digest, content(first))
    again = make.run(people)

    assert (again.pk, again.digest, content(again)) == (first.pk, *before)
    AllowanceInput.objects.filter(kind="cuts").update(figures={"iuran_bpjs": "1"})
    assert make.run(people).digest != before[0]


def test_a_payout_says_simulation_until_it_is_approved(people):
    run = make.run(people)
    [row] = payout_tables(run)[0].rows
    assert row[-1] == "SIMULASI"
    services.propose_run(actor=org.actor(people.hana), run_id=run.pk)
    done = services.approve_run(actor=org.actor(people.regent), run_id=run.pk)
    [row] = payout_tables(done)[0].rows
    assert (row[1], row[5], row[-1]) == (people.rina.name, RINA, "DISETUJUI versi 1")


def test_a_trial_of_a_draft_rule_is_shown_to_nobody_else(people):
    make.ready(people)
    run = make.run(people, rule=make.draft(people))
    rina = org.actor(people.rina)
    assert not my_months(rina)
    assert not AllowanceLine.objects.visible_to(rina).exists()
    run.rule.state, run.rule.approved_by = "approved", people.regent
    run.rule.save()
    assert my_months(rina)


def test_a_month_costs_the_same_for_one_person_or_many(people):
    make.ready(people)

    def grow() -> None:
        for _n in range(5):
            org.assignment(org.employee(people.rina.agency), people.clinic)

    assert_flat(lambda: make.run(people), grow, budget=40)
