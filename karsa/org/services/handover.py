"""Gives the people a leader rated to the next rater, in the act that ends the leader's post."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from karsa.accounts.actor import Actor
from karsa.org.models import Assignment, RaterLine
from karsa.org.queries.chain import Chain
from karsa.org.queries.handover import NextRater
from karsa.org.queries.raters import rated_by
from karsa.org.services.rater_lines import Change, set_many
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Handover:
    """Who rates a leader's people afterwards; `successor_id` names the one who was chosen."""

    to: str = NextRater.LATER
    successor_id: int | None = None


def hand_over(
    *, actor: Actor, lines: Sequence[RaterLine], day: date, handover: Handover, decree: str = ""
) -> None:
    """Let the next raters take over `lines` from `day` on, inside the caller's transaction.

    The caller has asked for the permission. A successor among the rated is rated by whom the
    structure names. Who the structure leaves without a fit rater stays on the list of raters to
    put right. Raises Refused for an absent or unfit successor. About ten queries per new rater.
    """
    if handover.to == NextRater.LATER or not lines:
        return
    if handover.to == NextRater.SUCCESSOR and handover.successor_id is None:
        raise Refused(_("Pilih penggantinya, atau baca ulang penilai dari struktur."))
    known = rated_by(actor.agency, day)
    for change, posts in _groups(actor, lines, day, handover, decree):
        try:
            set_many(agency=actor.agency, posts=posts, change=change, doer=actor, known=known)
        except Refused:
            if change.origin == RaterLine.Origin.SET:
                raise


def _groups(
    actor: Actor, lines: Sequence[RaterLine], day: date, handover: Handover, decree: str
) -> Iterator[tuple[Change, list[Assignment]]]:
    """Changes with the posts (locked, with units) they are for; a later line keeps its day."""
    chain = Chain(actor.agency, day)
    chosen = handover.successor_id if handover.to == NextRater.SUCCESSOR else None
    posts = Assignment.objects.select_for_update(of=("self",)).select_related("unit")
    held = posts.in_bulk([line.assignment_id for line in lines])
    groups: dict[Change, list[Assignment]] = {}
    for line in lines:
        post = held[line.assignment_id]
        starts = max(day, line.starts)
        if chosen is not None and chosen != post.employee_id:
            change = Change(chosen, starts, decree)
        else:
            rater, _reviewer = chain.of(post.employee_id, post.unit_id)
            if rater is None:
                continue
            change = Change(rater, starts, decree, RaterLine.Origin.DERIVED)
        groups.setdefault(change, []).append(post)
    yield from groups.items()
