"""What a unit promises, and its quarters."""

from karsa.org.tests import make
from karsa.plans.models import (
    AgreementBudget,
    AgreementLine,
    AgreementObjective,
    PerformanceAgreement,
    QuarterAction,
)


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
