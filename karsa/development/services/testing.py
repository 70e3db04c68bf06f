"""The test before and after a training: a few questions, whole percent, each once."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import Registration
from karsa.development.queries.sessions import Test, test_due
from karsa.development.services.attending import complete_alone
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.training import score


@transaction.atomic
def take_test(*, actor: Actor, row: Registration, answers: Sequence[int]) -> Registration:
    """Keep the score of the test that is due now; the answers themselves are not kept.

    What is learned at one's own pace is completed by the test after it. Raises PermissionDenied
    for others than the person; Refused where no test is due, or not all is answered.
    """
    if not policies.owns(actor, row):
        raise PermissionDenied
    rows = Registration.objects.select_for_update(of=("self",)).select_related("session__course")
    mine = rows.get(pk=row.pk)
    due = test_due(mine, actor.today)
    right = list(mine.session.course.questions.values_list("right", flat=True))
    if due is None or not right:
        raise Refused(_("Tidak ada tes yang perlu dikerjakan sekarang."))
    if len(answers) != len(right):
        raise Refused(_("Jawab semua pertanyaannya dulu."))
    field = "score_before" if due is Test.BEFORE else "score_after"
    setattr(mine, field, score(answers, right))
    mine.save(update_fields=[field])
    record(actor, "development.tested", mine)
    if due is Test.AFTER and mine.session.course.is_own_pace:
        complete_alone(actor, mine, mine.session)
    return mine
