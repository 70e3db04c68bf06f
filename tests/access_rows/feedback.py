"""What was said about her work, asked about it, and agreed with her."""

from karsa.feedback.models import Feedback
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
