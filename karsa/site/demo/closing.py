"""What late raters left to their superiors, and the quarters that are closed since."""

from collections.abc import Sequence

from karsa.evaluations.models import Evaluation, KeptProposal, Takeover
from karsa.evaluations.queries.closing import KIND
from karsa.jobs.models import Batch
from karsa.site.demo.chance import happens
from karsa.site.demo.plans import BATCH
from karsa.site.demo.quarters import Quarter, Terms
from karsa.site.demo.world import World

_SPOKE = 0.6
_WORDS = "Target triwulan ini tercapai. Buktinya ada di catatan harian dan buku register."
_ASKED = "Sudah diingatkan dua kali, penilaiannya belum ada sampai masanya berakhir."


def write(world: World, quarter: Quarter, rows: Sequence[Evaluation], terms: Terms) -> None:
    """Write takeovers, and close a period whose report is due. Four queries."""
    late = [row for row in rows if row.is_final and row.reviewer_id == row.decided_by_id]
    Takeover.objects.bulk_create(_takeover(quarter, row, terms) for row in late)
    if terms.report(quarter.window.closes) < world.today:
        quarter.row.is_closed = True
        quarter.row.save(update_fields=["is_closed"])
        _keep(world, quarter, rows)


def _takeover(quarter: Quarter, row: Evaluation, terms: Terms) -> Takeover:
    """On the first working day after the window; most people say something."""
    taken = terms.after(quarter.window.closes, 1)
    spoke = happens(_SPOKE, row.assignment_id, quarter.row.name, "spoke")
    return Takeover(
        agency_id=row.agency_id,
        assignment_id=row.assignment_id,
        period=quarter.row,
        reason=_ASKED,
        taken_by_id=row.reviewer_id or 0,
        taken_on=taken,
        heard_until=terms.after(taken, 5),
        statement=_WORDS if spoke else "",
        said_on=terms.after(taken, 2) if spoke else None,
    )


def _keep(world: World, quarter: Quarter, rows: Sequence[Evaluation]) -> None:
    KeptProposal.objects.bulk_create(
        (
            KeptProposal(
                agency_id=row.agency_id,
                period=quarter.row,
                assignment_id=row.assignment_id,
                plan_id=row.plan_id,
                result_rating=row.proposal["result"]["rating"] or "",
                behaviour_rating=row.proposal["behaviour"]["rating"] or "",
                proposal=row.proposal,
            )
            for row in rows
        ),
        batch_size=BATCH,
    )
    Batch.objects.create(
        agency=world.agency,
        kind=KIND,
        file_id=quarter.row.pk,
        state=Batch.State.DONE,
        total=len(rows),
        done=len(rows),
        created_at=world.now,
        finished_at=world.now,
    )
