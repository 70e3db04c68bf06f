"""Evaluations, objections and the feed of deadlines."""

from karsa.evaluations.services.feeds import make_feed as make_feed_address
from karsa.evaluations.tests import make as evaluations
from karsa.org.tests import make


def feed_secret(people: make.People) -> str:
    """The secret address of her deadlines: whoever holds it reads them."""
    return make_feed_address(actor=make.actor(people.rina))


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


def vignette(people: make.People) -> int:
    """A case that every rater rates."""
    return evaluations.vignette(people).pk


def andis_effect(people: make.People) -> int:
    """What the figures say of Andi, who has not answered yet."""
    return evaluations.effect(people).pk


def reopening(people: make.People) -> int:
    """What Hana asks for: her closed first quarter opened again."""
    return evaluations.reopening(people).pk


def calibration(people: make.People) -> int:
    """Hana's session of Andi and Sinta on Rina and Dedi; votes are sealed."""
    return evaluations.session(people).pk


def open_calibration(people: make.People) -> int:
    """The same, voted and opened."""
    return evaluations.voted(people).pk


def calibration_case(people: make.People) -> int:
    """Rina's case in it."""
    return evaluations.case_of(evaluations.session(people), people.rina).pk


def budis_second(people: make.People) -> int:
    """Budi is drawn as the second rater of her quarter."""
    return evaluations.second(people).pk
