"""An account without an employee must not be taken for the empty rater or reviewer of a row."""

from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.evaluations.models import Evaluation
from karsa.evaluations.tests import make as evaluations
from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry
from karsa.org.models import RaterLine
from karsa.org.queries.actor import actor_of
from karsa.org.tests import make


def test_an_administrator_reads_nobodys_evaluation_entry_or_feedback(people, agency):
    evaluations.received(people)
    RaterLine.objects.update(reviewer=None)
    Evaluation.objects.update(reviewer=None)
    admin = User.objects.create(agency=agency, username="admin")
    make.grant_to(admin, Role.ADMINISTRATOR)

    actor = actor_of(admin, agency, make.NOW)

    assert actor.employee_id is None
    for model in (Evaluation, DailyEntry, Feedback):
        assert model.objects.exists() or model is Feedback
        assert not model.objects.visible_to(actor).exists()
