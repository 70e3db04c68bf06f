"""What was said about her work, asked about it, and agreed with her."""

from datetime import timedelta
from typing import Any

from karsa.feedback.models import CompetenceReview, Feedback, Guidance, GuidanceOpinion, Round
from karsa.feedback.services import open_round
from karsa.feedback.services.asking import digest_of
from karsa.feedback.tests import make as feedback
from karsa.journal.tests import make as journal
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from tests.access_rows.common import reported


def remark(people: make.People) -> int:
    """What Andi said about her work."""
    return feedback.feedback(plans.result(reported(people)).plan).pk


def shared_remark(people: make.People) -> int:
    """Praise of his that stands on the wall of the clinic, with a photo."""
    row = Feedback.objects.get(pk=remark(people))
    row.file = journal.evidence(journal.entry(row.plan.results.get())).file
    row.is_sharable = row.is_shared = True
    row.save(update_fields=["file", "is_sharable", "is_shared"])
    return row.pk


def feedback_request(people: make.People) -> int:
    """What she asked Dedi."""
    return feedback.request(plans.result(reported(people)).plan, asked=people.dedi).pk


def no_token(people: make.People) -> str:
    """A link that nobody made."""
    return "tidak-ada"


def asked_outside(people: make.People) -> str:
    """The link of a letter in which she asked a chairwoman of volunteers."""
    plan = plans.result(reported(people)).plan
    token = "surat-untuk-ketua-kader"
    facts = {"party": "Ketua kader", "work": "Posyandu", "token": digest_of(plan.agency, token)}
    feedback.request(plan, **facts)
    return token


def guidance(people: make.People) -> int:
    """Andi coached her."""
    return feedback.guidance(plans.result(reported(people)).plan).pk


def counselling(people: make.People) -> int:
    """What stays between the two."""
    return feedback.guidance(plans.result(reported(people)).plan, "counselling").pk


def guidance_step(people: make.People) -> int:
    return Guidance.objects.get(pk=guidance(people)).steps.get().pk


def guidance_with_more(people: make.People) -> int:
    """She said how it was, and he looked at her competence."""
    row = Guidance.objects.get(pk=guidance(people))
    common: Any = {"agency": row.agency, "guidance": row, "day": row.day}
    GuidanceOpinion.objects.create(answers=["Ya"] * 9, **common)
    scores = [[3, ""]] * 10
    CompetenceReview.objects.create(technical="USG", scores=scores, recommendation="-", **common)
    return row.pk


def behaviour_report(people: make.People) -> int:
    return feedback.behaviour_report(reported(people)).pk


def _round(people: make.People) -> Round:
    """Of her clinic, opened by its head."""
    closes = make.TODAY + timedelta(days=7)
    found = Round.objects.filter(unit=people.clinic).first()
    return found or open_round(
        actor=make.actor(people.andi), unit=people.clinic, name="Semester I", closes=closes
    )


def voices_round(people: make.People) -> int:
    return _round(people).pk


def round_part(people: make.People) -> int:
    """What she says about herself."""
    return _round(people).parts.get(subject=people.rina, rater=people.rina).pk


def released_round(people: make.People) -> int:
    row = _round(people)
    row.released_on = make.TODAY
    row.save(update_fields=["released_on"])
    return row.pk
