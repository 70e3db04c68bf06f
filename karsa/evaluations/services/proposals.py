"""What the evidence carried for everybody, kept when a period is closed."""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import override

from karsa.evaluations.models import KeptProposal
from karsa.evaluations.queries.funnel import owing_posts
from karsa.evaluations.queries.proposal import Proposal, proposals_for
from karsa.evaluations.queries.snapshot import kept_of
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.kit.bulk import each, without_collecting
from karsa.kit.refusals import sentence
from karsa.kit.statements import insert
from karsa.org.models import Period
from karsa.org.models.people import AssignmentQuerySet
from karsa.plans.models import PerformancePlan
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# Posts in one transaction: what a killed worker does again, and what stands in memory at once.
CHUNK = 500


def keep_proposals(
    *, agency: Agency, period: Period, batch: Batch, now: datetime, processes: int = 1
) -> Iterator[Batch]:
    """Keep a closed period's proposal for each post that owes a plan; yield after each chunk.

    Opens its own scopes. What was cut off goes on with the posts that have none yet, and a period
    that is opened again meanwhile stops it. Twelve queries a chunk.
    """
    with scope(agency):
        jobs.begin(batch, owing_posts(agency, period).count())
        parts = _parts(agency, period)
    work = partial(_keep, agency, period.pk, batch.pk, local_day(now, agency.zone))
    try:
        for _done in each(work, parts, processes):
            with scope(agency):
                batch.refresh_from_db()
            yield batch
    except Refused as why:
        with scope(agency):
            jobs.fail(batch, sentence(why), now)
        return
    with scope(agency):
        jobs.finish(batch, now)
    yield batch


def processes_here() -> int:
    """Return how many processes may share the chunks; SQLite takes one writer at a time."""
    return (os.cpu_count() or 1) if connection.vendor == "postgresql" else 1


def _parts(agency: Agency, period: Period) -> list[tuple[int, int]]:
    """The first and the last of each chunk of posts whose proposal is not kept yet. One query."""
    rows = _waiting(agency, period).order_by("pk").values_list("pk", flat=True)
    posts = rows.iterator(CHUNK)
    return [(part[0], part[-1]) for part in iter(lambda: list(islice(posts, CHUNK)), [])]


def _waiting(agency: Agency, period: Period) -> AssignmentQuerySet:
    kept = KeptProposal.objects.filter(period=period, assignment=OuterRef("pk"))
    return owing_posts(agency, period).exclude(Exists(kept))


def _keep(
    agency: Agency, period_id: int, batch_id: int, today: date, part: tuple[int, int]
) -> None:
    """Keep one chunk, whole or not at all. Refused once the period is open again."""
    with scope(agency), transaction.atomic(), without_collecting():
        periods = Period.objects.filter(agency=agency, pk=period_id)
        period = periods.select_related("agency").get()
        waiting = _waiting(agency, period).filter(pk__range=part)
        with override(None):
            rows = _rows(agency, period, list(waiting.values_list("pk", flat=True)), today)
        insert(rows)
        # Asked behind the insert: its key holds the period's row, which reopening locks.
        if not periods.filter(is_closed=True).exists():
            raise Refused(_("Periode dibuka kembali sebelum selesai."))
        jobs.move(batch_id, len(rows))


def _rows(agency: Agency, period: Period, posts: Sequence[int], today: date) -> list[KeptProposal]:
    """Kept for ever and read by both sides: in the law's language, whoever closed the period.

    Our sentences are written in it, so none is looked up.
    """
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
    row.proposal = kept_of(proposal)
