"""What the evidence carried for everybody, kept when a period is closed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from karsa.documents.language import in_indonesian
from karsa.evaluations.models import KeptProposal
from karsa.evaluations.queries.funnel import owing_posts
from karsa.evaluations.queries.proposal import Proposal, proposals_for
from karsa.evaluations.queries.snapshot import snapshot_of
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.kit.bulk import without_collecting
from karsa.kit.refusals import sentence
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# Posts in one transaction: what a killed worker does again, and what stands in memory at once.
CHUNK = 500


def keep_proposals(
    *, agency: Agency, period: Period, batch: Batch, now: datetime
) -> Iterator[Batch]:
    """Keep a closed period's proposal for each post that owes a plan; yield after each chunk.

    Opens its own scopes. What was cut off goes on behind its last whole chunk, and a period that
    is opened again meanwhile stops it. Ten queries a chunk.
    """
    with scope(agency):
        jobs.begin(batch, owing_posts(agency, period).count())
    while batch.state == Batch.State.RUNNING:
        with scope(agency), transaction.atomic(), without_collecting():
            _keep_next(agency, period, batch, now)
        yield batch


def _keep_next(agency: Agency, period: Period, batch: Batch, now: datetime) -> None:
    """Keep the next chunk, or close the batch behind the last."""
    row = Period.objects.select_for_update(of=("self",)).select_related("agency").get(pk=period.pk)
    if not row.is_closed:
        jobs.fail(batch, sentence(Refused(_("Periode dibuka kembali sebelum selesai."))), now)
        return
    kept = KeptProposal.objects.filter(period=row)
    last = kept.aggregate(last=Max("assignment"))["last"] or 0
    posts = owing_posts(agency, row).filter(pk__gt=last).order_by("pk")
    chunk = list(posts.values_list("pk", flat=True)[:CHUNK])
    if not chunk:
        jobs.finish(batch, now)
        return
    KeptProposal.objects.bulk_create(_rows(agency, row, chunk, local_day(now, agency.zone)))
    jobs.move(batch, len(chunk))


@in_indonesian
def _rows(agency: Agency, period: Period, posts: Sequence[int], today: date) -> list[KeptProposal]:
    """Kept for ever and read by both sides: in the law's language, whoever closed the period."""
    state = PerformancePlan.State.SET
    plans = PerformancePlan.objects.filter(
        agency=agency, assignment__in=posts, year=period.year, state=state
    )
    by_post = {plan.assignment_id: plan for plan in plans.select_related("assignment")}
    found = proposals_for(list(by_post.values()), period, today) if by_post else {}
    rows = []
    for post in posts:
        row = KeptProposal(agency=agency, period=period, assignment_id=post)
        if plan := by_post.get(post):
            _write(row, plan, found[plan.pk])
        rows.append(row)
    return rows


def _write(row: KeptProposal, plan: PerformancePlan, proposal: Proposal) -> None:
    result, behaviour = proposal.ratings
    row.plan = plan
    row.result_rating = result.value if result else ""
    row.behaviour_rating = behaviour.value if behaviour else ""
    row.proposal = snapshot_of(proposal)
