"""The organisation grades of past quarters: from verified figures, set by the superior."""

from collections.abc import Sequence
from datetime import date, timedelta

from karsa.evaluations.models import OrganisationGrade
from karsa.evaluations.queries.basis import level_facts
from karsa.evaluations.queries.organisation import LevelProposal, propose_level
from karsa.rules.grade import OrganisationLevel
from karsa.site.demo.chance import between, happens
from karsa.site.demo.posts import Post
from karsa.site.demo.quarters import Quarter
from karsa.site.demo.words.library import voices
from karsa.site.demo.world import World

_NEXT = {
    OrganisationLevel.EXCELLENT: OrganisationLevel.GOOD,
    OrganisationLevel.NEEDS_IMPROVEMENT: OrganisationLevel.GOOD,
    OrganisationLevel.POOR: OrganisationLevel.NEEDS_IMPROVEMENT,
}


def write(world: World, quarter: Quarter, posts: Sequence[Post]) -> None:
    """Write a past quarter's grades of all units that have a head. Two queries, one per 1,000."""
    heads = {post.row.unit_id: post for post in posts if post.leads}
    facts = level_facts(world.agency, heads, quarter.row)
    proposals = {unit: propose_level(found) for unit, found in facts.items() if found}
    by_office = {post.office.pk: _level(post, proposals) for post in heads.values()}
    OrganisationGrade.objects.bulk_create(
        _grade(world, quarter, post, proposals.get(unit_id), by_office[post.office.pk])
        for unit_id, post in heads.items()
    )


def _level(post: Post, proposals: dict[int, LevelProposal]) -> OrganisationLevel:
    proposal = proposals.get(post.office.pk)
    return proposal.level if proposal and proposal.level else OrganisationLevel.GOOD


def _grade(
    world: World,
    quarter: Quarter,
    post: Post,
    proposal: LevelProposal | None,
    of_office: OrganisationLevel,
) -> OrganisationGrade:
    """As proposed, with few departures; a unit without figures follows its office."""
    proposed = proposal.level if proposal else None
    level = proposed or of_office
    if proposed and happens(0.06, post.key, quarter.row.name, "departs"):
        level = _NEXT.get(proposed, proposed)
    reasons = voices()["level_reasons"]
    reason = reasons[1] if proposed is None else reasons[0] if level != proposed else ""
    return OrganisationGrade(
        agency=world.agency,
        unit=post.row.unit,
        period=quarter.row,
        level=level,
        proposed=proposed or "",
        achievement=proposal.achievement if proposal else None,
        reason=reason,
        set_by_id=post.line.rater_id,
        set_at=world.at(_day(quarter.row.ends, post), 10),
    )


def _day(end: date, post: Post) -> date:
    return end + timedelta(days=between(4, 8, post.office.external_id, end))
