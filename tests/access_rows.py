"""The rows the access table speaks of: each makes one thing of Rina's and returns its key."""

from uuid import UUID, uuid4

from karsa.accounts.roles import Role
from karsa.consultations.models import Consultation, Invitation
from karsa.consultations.tests import make as consultations
from karsa.documents.models import IssuedDocument
from karsa.evaluations.services.feeds import make_feed as make_feed_address
from karsa.evaluations.tests import make as evaluations
from karsa.feedback.tests import make as feedback
from karsa.inbox.models import Notice
from karsa.indicators.models import (
    Indicator,
    IndicatorCard,
    NodeLink,
    Observation,
    PerformanceNode,
    StrategicPlan,
    StrategicPlanVersion,
    StrategyItem,
    TargetRevision,
)
from karsa.indicators.queries import library
from karsa.indicators.services import give_to_units
from karsa.indicators.tests import make as indicators
from karsa.indicators.tests import make_feed
from karsa.insights.tests import make as insights
from karsa.jobs.services import finish, start
from karsa.journal.models import DailyEntry
from karsa.journal.tests import make as journal
from karsa.monitoring.tests import make as monitoring
from karsa.org.models import (
    CalendarDay,
    Delegation,
    EmployeeStatus,
    Grace,
    Service,
    ServicePoint,
    TeamMember,
    WorkTeam,
)
from karsa.org.tests import make
from karsa.plans.models import (
    AgreementBudget,
    AgreementLine,
    AgreementObjective,
    DialogueMessage,
    ManualIndicator,
    MatrixColumn,
    MatrixRow,
    PerformanceAgreement,
    PerformancePlan,
    QuarterAction,
    RoleResultMatrix,
    Workblock,
    WorkResult,
)
from karsa.plans.tests import make as plans


def issued_code(people: make.People) -> str:
    """A document that left the house: anyone who holds its code may check it."""
    agency = people.rina.agency
    facts = {"number": "800/1", "kind": "plan", "day": make.TODAY, "issued_at": make.NOW}
    return IssuedDocument.objects.create(agency=agency, code="7KQ2M9XW4T3H", **facts).code


def clinic(people: make.People) -> int:
    """The unit Rina works in."""
    return people.clinic.pk


def service(people: make.People) -> int:
    """What her clinic offers."""
    return _service(people).pk


def closed_service(people: make.People) -> int:
    """What her clinic no longer offers."""
    return _service(people, is_open=False).pk


def point(people: make.People) -> int:
    """Where it is given."""
    return ServicePoint.objects.create(
        agency=people.clinic.agency, service=_service(people), name="Loket 2"
    ).pk


def closed_point(people: make.People) -> int:
    """Where it is no longer given."""
    return ServicePoint.objects.create(
        agency=people.clinic.agency, service=_service(people), name="Loket 3", is_open=False
    ).pk


def _service(people: make.People, **over: object) -> Service:
    named = {"name": "Pemeriksaan kehamilan", "unit": people.clinic}
    return Service.objects.create(agency=people.clinic.agency, **(named | over))


def rina(people: make.People) -> int:
    """Rina herself, without a password yet."""
    return people.rina.pk


def rinas_post(people: make.People) -> int:
    """What she is placed as."""
    return people.rina.assignments.get().pk


def rinas_status(people: make.People) -> int:
    """A dated reason why she would owe no plan."""
    dated = {"kind": "study_leave", "reason": "SK 1", "starts": make.YEAR_START}
    made = EmployeeStatus.objects.create(agency=people.rina.agency, employee=people.rina, **dated)
    return made.pk


def delegation(people: make.People) -> int:
    """Her right to rate in the clinic."""
    more = {"unit": people.clinic, "decree": "SK 1", "starts": make.YEAR_START}
    return Delegation.objects.create(agency=people.rina.agency, employee=people.rina, **more).pk


def team(people: make.People) -> int:
    """A team of the clinic."""
    return _team(people).pk


def team_member(people: make.People) -> int:
    """Her place in a team of the clinic."""
    team = _team(people)
    post = people.rina.assignments.get()
    more = {"assignment": post, "starts": make.YEAR_START}
    return TeamMember.objects.create(agency=team.agency, team=team, **more).pk


def _team(people: make.People) -> WorkTeam:
    named = {"name": "Tim stunting", "unit": people.clinic, "starts": make.YEAR_START}
    return WorkTeam.objects.create(agency=people.rina.agency, **named)


def rinas_role(people: make.People) -> int:
    """A role that was granted to her."""
    return make.grant(people.rina, Role.UNIT_OPERATOR, people.office.path).pk


def holiday(people: make.People) -> int:
    """A day off."""
    named = {"day": make.TODAY, "name": "Libur", "kind": "agency"}
    return CalendarDay.objects.create(agency=people.rina.agency, **named).pk


def entry(people: make.People) -> int:
    """A day's report of hers that waits for Andi."""
    return journal.entry(plans.result(_reported(people))).pk


def feed_secret(people: make.People) -> str:
    """The secret address of her deadlines: whoever holds it reads them."""
    return make_feed_address(actor=make.actor(people.rina))


def grace(people: make.People) -> int:
    """A day without electricity at her clinic."""
    days = {"starts": make.TODAY, "ends": make.TODAY, "kind": Grace.Kind.OUTAGE, "reason": "Badai"}
    return Grace.objects.create(agency=people.rina.agency, unit=people.clinic, **days).pk


def month_table(people: make.People) -> int:
    """A month she uploaded, whose file is gone."""
    return start(make.actor(people.rina), "journal:month", is_trial=True).pk


def question(people: make.People) -> int:
    """An odd thing about her report, known to her superiors by now."""
    asked = journal.entry(plans.result(_reported(people)))
    return journal.note(asked, shown_from=make.TODAY).pk


def entry_key(people: make.People) -> UUID:
    return journal.entry(plans.result(_reported(people))).key


def any_key(people: make.People) -> UUID:
    return uuid4()


def proof(people: make.People) -> int:
    """The photo of such a report."""
    return journal.evidence(journal.entry(plans.result(_reported(people)))).pk


def reported_plan(people: make.People) -> int:
    """The plan she reports on and gets feedback about."""
    return plans.result(_reported(people)).plan_id


def quarter(people: make.People) -> int:
    """The first quarter of the year."""
    return make.quarter(people.rina.agency).pk


def remark(people: make.People) -> int:
    """What Andi said about her work."""
    return feedback.feedback(plans.result(_reported(people)).plan).pk


def _reported(people: make.People) -> PerformancePlan:
    return plans.plan(people.rina.assignments.get())


def evaluation(people: make.People) -> int:
    """Her first quarter, evaluated and handed to her."""
    return evaluations.delivered(people).pk


def decided_evaluation(people: make.People) -> int:
    """Her first quarter, decided and not yet signed."""
    return evaluations.decided(people).pk


def evaluation_paper(people: make.People) -> int:
    """The document she was handed."""
    return evaluations.delivered(people).papers.get(code="D.1.1").pk


def objection(people: make.People) -> int:
    """Her objection, with a file."""
    return evaluations.objected(people, with_file=True).pk


def plan_to_rate(people: make.People) -> int:
    """Her plan, set."""
    return evaluations.plan(people.rina).pk


def first_quarter(people: make.People) -> int:
    """The period it is rated in."""
    return evaluations.quarter(people).pk


def checked_import(people: make.People) -> int:
    """A file that has been checked and waits to be kept."""
    batch = start(make.actor(people.hana), "org.units", is_trial=True)
    finish(batch, make.NOW)
    return batch.pk


def drafted(people: make.People) -> int:
    """Her plan while she writes it, complete enough to be proposed."""
    return _draft(people).pk


def proposed(people: make.People) -> int:
    """Her plan while it waits for Andi."""
    return _draft(people, state="proposed", employee_agreed_at=make.NOW).pk


def in_force(people: make.People) -> int:
    """Her plan as Andi set it."""
    return _draft(people, state="set", set_at=make.NOW).pk


def own_result(people: make.People) -> int:
    """A result of her draft."""
    return _draft(people).results.get().pk


def own_measure(people: make.People) -> int:
    """A measure of her draft, with a manual."""
    measure = _draft(people).results.get().measures.get()
    ManualIndicator.objects.create(agency=measure.agency, measure=measure, purpose="Tahu")
    return measure.pk


def own_action(people: make.People) -> int:
    """A step of her draft."""
    return plans.action(_draft(people).results.get()).pk


def own_strategy(people: make.People) -> int:
    """A strategy of her draft."""
    result = _draft(people).results.get()
    named = {"order": 1, "initiative": "Jemput bola"}
    return Workblock.objects.create(agency=result.agency, result=result, **named).pk


def wording(people: make.People) -> int:
    """Words that Andi proposes for her result."""
    plan = _draft(people)
    said = {"kind": "proposal", "proposed_text": "Ibu hamil sehat", "at": make.NOW}
    row = DialogueMessage.objects.create(
        agency=plan.agency, plan=plan, author=people.andi, result=plan.results.get(), **said
    )
    return row.pk


def matrix(people: make.People) -> int:
    """The matrix of her clinic."""
    return _matrix(people).pk


def matrix_row(people: make.People) -> int:
    """A row of that matrix."""
    return MatrixRow.objects.get_or_create(
        agency=people.clinic.agency, matrix=_matrix(people), order=1, position="Bidan"
    )[0].pk


def matrix_column(people: make.People) -> int:
    """A column of that matrix."""
    return MatrixColumn.objects.get_or_create(
        agency=people.clinic.agency, matrix=_matrix(people), order=1, text="ANC"
    )[0].pk


def agreement(people: make.People) -> int:
    """What her clinic promises, still a draft."""
    return _agreement(people).pk


def promised(people: make.People) -> int:
    """What her clinic promised, while it waits for Sinta."""
    return _agreement(people, state="proposed").pk


def signed(people: make.People) -> int:
    """What her clinic promised and Sinta accepted."""
    return _agreement(people, state="signed", signed_on=make.TODAY).pk


def objective(people: make.People) -> int:
    """An objective of the draft."""
    return _agreement(people).objectives.get().pk


def agreement_line(people: make.People) -> int:
    """An indicator of the draft."""
    return _agreement(people).objectives.get().lines.get().pk


def budget(people: make.People) -> int:
    """A programme of the draft."""
    home = _agreement(people)
    return AgreementBudget.objects.create(agency=home.agency, agreement=home, order=1).pk


def indicator(people: make.People) -> int:
    """An indicator of her clinic."""
    return indicators.indicator(people.clinic).pk


def figure(people: make.People) -> int:
    """A figure that Andi reported for it, with a file."""
    row = indicators.figure(indicators.indicator(people.clinic), 1, 90)
    row.evidence = journal.evidence(journal.entry(plans.result(_reported(people)))).file
    row.reported_by = people.andi
    row.save(update_fields=["reported_by", "evidence"])
    return row.pk


def feed(people: make.People) -> int:
    """A machine of her clinic."""
    return make_feed.feed(indicators.indicator(people.clinic, {"measure": "menit"})).pk


def held_event(people: make.People) -> int:
    """An event that is too odd to count unseen."""
    machine = make_feed.feed(indicators.indicator(people.clinic, {"measure": "menit"}))
    make_feed.send(machine, make_feed.row(1, 0))
    return Observation.objects.get(feed=machine).pk


def held_figure(people: make.People) -> int:
    """Such a figure of a month, as Andi typed it."""
    waits = {"state": "held", "held_because": "Nol.", "reported_by": people.andi}
    return indicators.figure(indicators.indicator(people.clinic), 2, 0, **waits).pk


def checked_sheet(people: make.People) -> int:
    """A sheet of figures that Hana has had checked."""
    batch = start(make.actor(people.hana), "indicators.figures", is_trial=True)
    finish(batch, make.NOW)
    return batch.pk


def reworded(people: make.People) -> int:
    """An indicator of her clinic whose card has a second version."""
    row = indicators.indicator(people.clinic)
    more = {"measure": "orang", "reason": "Satuan diganti", "created_at": make.NOW}
    IndicatorCard.objects.create(agency=row.agency, indicator=row, version=2, **more)
    return row.pk


def revision(people: make.People) -> int:
    """A change of its target that Andi proposes."""
    row = indicators.indicator(people.clinic)
    said = {"year": 2026, "targets": {"0": {"value": "90", "was": None}}, "reason": "Data baru"}
    by = {"proposed_by": people.andi, "proposed_at": make.NOW}
    return TargetRevision.objects.create(agency=row.agency, indicator=row, **said, **by).pk


def library_code(people: make.People) -> str:
    """A card of the library."""
    return library.search("")[0].code


def andis_gift(people: make.People) -> int:
    """The report on an indicator that Andi gave to many units."""
    row, andi = indicators.indicator(people.clinic), make.actor(people.andi)
    return give_to_units(actor=andi, indicator=row, units=[people.office]).pk


def innovation(people: make.People) -> int:
    """What Rina changed in her clinic."""
    row = indicators.indicator(people.clinic)
    return indicators.innovation(people.clinic, people.rina, indicator=row).pk


def strategic_plan(people: make.People) -> int:
    """The region's plan."""
    named = {"name": "RPJMD", "first_year": 2025, "last_year": 2029}
    return StrategicPlan.objects.create(agency=people.clinic.agency, **named).pk


def _draft(people: make.People, **over: object) -> PerformancePlan:
    plan = plans.plan(people.rina.assignments.get(), **({"state": "draft"} | over))
    plans.measure(plans.result(plan), aspect="quantity")
    return plan


def _matrix(people: make.People) -> RoleResultMatrix:
    return RoleResultMatrix.objects.get_or_create(
        agency=people.clinic.agency, unit=people.clinic, year=2026, title="Kepala"
    )[0]


def _agreement(people: make.People, **over: object) -> PerformanceAgreement:
    parties = {"first_party": people.andi, "second_party": people.sinta}
    home = PerformanceAgreement.objects.create(
        agency=people.clinic.agency, unit=people.clinic, year=2026, **parties, **over
    )
    goal = AgreementObjective.objects.create(
        agency=home.agency, agreement=home, order=1, text="Mutu"
    )
    AgreementLine.objects.create(agency=home.agency, objective=goal, order=1, text="ANC")
    return home


def evaluation_team(people: make.People) -> int:
    """The evaluation team of her clinic."""
    return monitoring.team(people.clinic).pk


def evaluation_member(people: make.People) -> int:
    """Dedi's seat in it."""
    return monitoring.team(people.clinic, people.dedi).members.get().pk


def review_session(people: make.People) -> int:
    """A session of that team that runs."""
    return monitoring.session(monitoring.team(people.clinic), people.andi).pk


def obstacle(people: make.People) -> int:
    """What holds her clinic back, and Rina answers for it."""
    return monitoring.owned(people.clinic, people.rina).pk


def step_with_file(people: make.People) -> int:
    """What she did about it, with a file."""
    row = monitoring.owned(people.clinic, people.rina)
    return row.follow_ups.create(agency=row.agency, state="open", **_told(people)).pk


def promised_support(people: make.People) -> int:
    """What Andi promised her in the annex of her plan."""
    return monitoring.promise(people.rina).pk


def directive(people: make.People) -> int:
    """What Sinta asks of her."""
    return monitoring.directive(people.sinta, employee=people.rina).pk


def done_directive(people: make.People) -> int:
    """What she has done of it and Sinta has not confirmed."""
    done = {"state": "done", "done_at": make.NOW}
    return monitoring.directive(people.sinta, employee=people.rina, **done).pk


def report_with_file(people: make.People) -> int:
    """Her report on it, with a file."""
    row = monitoring.directive(people.sinta, employee=people.rina)
    return row.reports.create(agency=row.agency, state="read", **_told(people)).pk


def _told(people: make.People) -> dict[str, object]:
    proof = journal.evidence(journal.entry(plans.result(_reported(people)))).file
    return {"text": "Beres", "evidence": proof, "by": people.rina, "at": make.NOW}


def consultation(people: make.People) -> int:
    """What her clinic asks everybody about the target of an indicator."""
    return _consultation(people).pk


def drafted_consultation(people: make.People) -> int:
    """What it is going to ask."""
    return consultations.consultation(people.clinic, state="draft").pk


def opinion(people: make.People) -> int:
    """What a citizen said to it."""
    return consultations.said(_consultation(people)).pk


def stakeholder_group(people: make.People) -> int:
    """A school committee that is invited."""
    return consultations.group(people.clinic).pk


def invitation(people: make.People) -> int:
    """Its letter."""
    facts = {"number": "005/1", "place": "Melati", "day": make.TODAY}
    group = consultations.group(people.clinic)
    row = Invitation(consultation=_consultation(people), group=group, **facts)
    row.agency = people.clinic.agency
    row.save()
    return row.pk


def meeting(people: make.People) -> int:
    """Where people met about it, with a photo."""
    photo = journal.evidence(journal.entry(plans.result(_reported(people)))).file
    return consultations.meeting(_consultation(people), photo=photo).pk


def _consultation(people: make.People) -> Consultation:
    return consultations.consultation(people.clinic)


def notice(people: make.People) -> int:
    """What Rina should know."""
    facts = {"kind": "entry_returned", "key": "a", "path": "/kerja/catatan/", "at": make.NOW}
    return Notice.objects.create(agency=people.rina.agency, user=people.rina.user, **facts).pk


def tree_node(people: make.People) -> int:
    """A node that hangs below another."""
    return _tree_link(people).child_id


def tree_link(people: make.People) -> int:
    """What it hangs by."""
    return _tree_link(people).pk


def _tree_link(people: make.People) -> NodeLink:
    agency, plan = people.clinic.agency, strategic_plan(people)
    top, node = (
        PerformanceNode.objects.create(agency=agency, plan_id=plan, code=code, level="S", text="x")
        for code in ("S0", "S1")
    )
    return NodeLink.objects.create(agency=agency, child=node, parent=top)


def plans_mission(people: make.People) -> int:
    """A mission of the region's plan."""
    return _chapters(people)[0].pk


def clinics_objective(people: make.People) -> int:
    """An objective that the clinic answers for."""
    return _chapters(people)[2].pk


def clinics_program(people: make.People) -> int:
    """A programme that the clinic carries out."""
    return _chapters(people)[3].pk


def _chapters(people: make.People) -> list[StrategyItem]:
    plan, found = strategic_plan(people), [None]
    for kind in StrategyItem.Kind:
        words = {"kind": kind, "code": kind.value[:3], "text": "x", "owner": people.clinic}
        found.append(
            StrategyItem.objects.create(
                agency=people.clinic.agency, plan_id=plan, parent=found[-1], **words
            )
        )
    return found[1:]


def set_plan(people: make.People) -> int:
    """The region's plan, set once."""
    plan = strategic_plan(people)
    facts = {"version": 1, "tree": {}, "set_at": make.NOW}
    StrategicPlanVersion.objects.create(agency=people.clinic.agency, plan_id=plan, **facts)
    return plan


def planned_quarters(people: make.People) -> int:
    """What her clinic promises, with a step of its first quarter."""
    return _step(people).line.objective.agreement_id


def quarter_action(people: make.People) -> int:
    """The step."""
    return _step(people).pk


def brought_action(people: make.People) -> int:
    """The step with what Andi says it brought."""
    return _step(people, realised="1", reported_by=people.andi, reported_at=make.NOW).pk


def _step(people: make.People, **over: object) -> QuarterAction:
    line = _agreement(people).objectives.get().lines.get()
    named = {"quarter": 1, "order": 1, "text": "Kelas ibu hamil"}
    return QuarterAction.objects.create(agency=line.agency, line=line, **(named | over))


def goal(people: make.People) -> int:
    """What her work serves in the end."""
    return _objective_of_way(people).parent_id or 0


def drilled(people: make.People) -> int:
    """The indicator her work serves."""
    return Indicator.objects.get(objective=_objective_of_way(people)).pk


def drilled_result(people: make.People) -> int:
    """Her result that serves it."""
    _objective_of_way(people)
    return WorkResult.objects.get(plan__assignment__employee=people.rina).pk


def drilled_entry(people: make.People) -> int:
    """What was accepted for it."""
    _objective_of_way(people)
    return DailyEntry.objects.get(employee=people.rina).pk


def _objective_of_way(people: make.People) -> StrategyItem:
    found = StrategyItem.objects.filter(indicators__name="Ibu terlayani").first()
    return found or insights.way(people).objective
