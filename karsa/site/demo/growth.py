"""What posts need, how people and leaders see it, and what they plan to learn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from karsa.development.models import (
    Competence,
    CompetenceView,
    Course,
    DevelopmentItem,
    PositionNeed,
)
from karsa.org.models import Position
from karsa.site.demo.chance import happens, pick, share
from karsa.site.demo.posts import Post
from karsa.site.demo.world import World

Competences = Mapping[str, Competence]
By = CompetenceView.By
State = DevelopmentItem.State
_LEVELS = {"high_leader": 4, "administrator": 4, "supervisor": 3, "functional": 3, "executive": 2}
_LOOKED_AT = 5  # competences of each person in a unit that is shown


def dictionary(world: World, words: dict[str, Any], posts: Sequence[Post]) -> Competences:
    """Write the competences, and what each kind of post needs of them. Two queries."""
    rows = [line.split("|") for line in words["competences"]]
    made = Competence.objects.bulk_create(
        Competence(agency=world.agency, name=name, kind=kind, value=value)
        for name, kind, value in rows
    )
    positions = {post.row.position_id: post.row.position for post in posts}
    PositionNeed.objects.bulk_create(
        PositionNeed(agency=world.agency, position=one, competence=row, level=_level(one, row))
        for one in positions.values()
        for row in made
    )
    return {row.name: row for row in made}


def lay(
    world: World,
    words: dict[str, Any],
    posts: Sequence[Post],
    competences: Competences,
    courses: Sequence[Course],
) -> None:
    """Write views and plans of the people whose units are shown. Two queries."""
    shown = [post for post in posts if post.dense and post.row.kind == "definitive"]
    views = [view for post in shown for view in _views(world, words, post, competences)]
    CompetenceView.objects.bulk_create(views, batch_size=1000)
    by_name = {course.code: course for course in courses}
    DevelopmentItem.objects.bulk_create(
        item for post in shown for item in _items(world, words, post, competences, by_name)
    )


def _level(position: Position, competence: Competence) -> int:
    level = _LEVELS[position.kind]
    return max(level - 1, 1) if competence.kind == Competence.Kind.TECHNICAL else level


def _views(
    world: World, words: dict[str, Any], post: Post, competences: Competences
) -> Iterator[CompetenceView]:
    """Most see themselves as the post asks; leaders see a level less of some."""
    person, on = post.row.employee, date(world.today.year, 1, 20)
    for row in sorted(competences.values(), key=lambda one: share(post.key, one.name))[:_LOOKED_AT]:
        level = _level(post.row.position, row)
        missing = happens(0.35, post.key, row.name, "gap")
        sides = (
            (By.SELF, person.pk, level, words["seen_self"]),
            (By.LEADER, post.line.rater_id, max(level - missing, 1), words["seen_leader"]),
        )
        for by, giver, seen, said in sides:
            yield CompetenceView(
                agency=world.agency,
                employee=person,
                competence=row,
                year=world.today.year,
                by=by,
                level=seen,
                evidence=pick(said, post.key, row.name, by),
                given_by_id=giver,
                given_on=min(on, world.today),
            )


def _items(
    world: World,
    words: dict[str, Any],
    post: Post,
    competences: Competences,
    courses: Mapping[str, Course],
) -> Iterator[DevelopmentItem]:
    """One line each: a course that fits, agreed for most; the others wait for the leader."""
    said = pick([one for one in words["courses"] if _fits(post, one)], post.key, "plan")
    course = courses[said["line"].split("|")[0]]
    agreed = happens(0.7, post.key, "agreed")
    yield DevelopmentItem(
        agency=world.agency,
        employee=post.row.employee,
        year=world.today.year,
        competence=competences[said["raises"][0]],
        origin=DevelopmentItem.Origin.GAP if agreed else DevelopmentItem.Origin.OWN,
        kind=course.kind,
        course=course,
        activity=course.title,
        due=date(world.today.year, 12, 15),
        state=State.AGREED if agreed else State.PROPOSED,
        proposed_by=post.row.employee,
        agreed_by_id=post.line.rater_id if agreed else None,
        agreed_on=min(date(world.today.year, 2, 2), world.today) if agreed else None,
    )


def _fits(post: Post, said: dict[str, Any]) -> bool:
    return bool(said.get("field", post.field) == post.field)
