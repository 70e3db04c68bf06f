"""Rewards, improvement, discipline and allowance of Rina."""

from karsa.consequences.models import Incentive, Nomination
from karsa.consequences.tests import make as consequences
from karsa.org.tests import make


def award(people: make.People) -> int:
    return consequences.rule(people).award_id


def award_round(people: make.People) -> int:
    """Opened by Hana, decided by the regent, with Budi and Sinta in the jury."""
    return consequences.round_(people).pk


def voting_round(people: make.People) -> int:
    return Nomination.objects.get(pk=voting_nomination(people)).round_id


def nomination(people: make.People) -> int:
    """Andi proposed her."""
    return consequences.nomination(people).pk


def voting_nomination(people: make.People) -> int:
    consequences.result(people)
    return consequences.voting(people).pk


def voted_nomination(people: make.People) -> int:
    consequences.result(people)
    return consequences.voted(people).pk


def reward(people: make.People) -> int:
    """Hers; she has not agreed that anybody reads of it."""
    return consequences.reward(people).pk


def incentive(people: make.People) -> int:
    return consequences.incentive(people).pk


def rewarded_with_incentive(people: make.People) -> int:
    return Incentive.objects.get(pk=incentive(people)).reward_id


def poor_year(people: make.People) -> int:
    """Her annual grade, on which an improvement period may begin."""
    return consequences.result(people, annual=True, grade="poor").pk


def improvement(people: make.People) -> int:
    return consequences.improvement(people).pk


def failed_improvement(people: make.People) -> int:
    """It ended without success."""
    row = consequences.improvement(people)
    row.state = row.State.NOT_IMPROVED
    row.save(update_fields=["state"])
    return row.pk


def improvement_step(people: make.People) -> int:
    step = consequences.improvement(people).steps.first()
    assert step
    return step.pk


def reported_case(people: make.People) -> str:
    """Andi reported her; nobody has taken it."""
    return consequences.case(people).number


def summoned_case(people: make.People) -> str:
    """Hana serves it, Sinta decides."""
    return consequences.summoned(people).number


def heard_case(people: make.People) -> str:
    return consequences.heard(people).number


def case_step(people: make.People) -> int:
    step = consequences.summoned(people).steps.first()
    assert step
    return step.pk
