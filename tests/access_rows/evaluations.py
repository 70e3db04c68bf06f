"""Evaluations, objections and the feed of deadlines."""

from karsa.accounts.roles import Role
from karsa.evaluations.services import print_plan
from karsa.evaluations.services.feeds import make_feed as make_feed_address
from karsa.evaluations.tests import make as evaluations
from karsa.files.kinds import Kind
from karsa.files.services import take
from karsa.files.tests import make as files
from karsa.org.models import Position
from karsa.org.tests import make

_PROOF = frozenset(Kind)


def feed_secret(people: make.People) -> str:
    """The secret address of her deadlines: whoever holds it reads them."""
    return make_feed_address(actor=make.actor(people.rina))


def evaluation(people: make.People) -> int:
    """Her first quarter, evaluated and handed to her."""
    return evaluations.delivered(people).pk


def decided_evaluation(people: make.People) -> int:
    """Her first quarter, decided and not yet signed."""
    return evaluations.decided(people).pk


def functional_result(people: make.People) -> int:
    """Her first quarter, handed to her; her post is one with a level."""
    row = evaluations.delivered(people)
    position = row.assignment.position
    position.kind, position.grade = Position.Kind.FUNCTIONAL, "Terampil"
    position.save()
    return row.pk


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


def takeover(people: make.People) -> int:
    """Her late rating, taken over by Sinta, with her explanation and a file."""
    row = evaluations.taken_over(people)
    proof = files.upload("bukti.png", files.picture())
    row.evidence = take(evaluations.at(people.rina), proof, purpose="takeover", allow=_PROOF)
    row.save(update_fields=["evidence"])
    return row.pk


def andis_print(people: make.People) -> int:
    """Andi's print of the clinic's papers."""
    return evaluations.printed(people).pk


def paper_form(people: make.People) -> int:
    """The blank plan that the clinic's operator printed for her."""
    make.grant(people.dedi, Role.UNIT_OPERATOR, people.clinic.path)
    post = people.rina.assignments.get()
    return print_plan(actor=evaluations.at(people.dedi), post=post).pk


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
