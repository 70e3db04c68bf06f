"""Writes the changes of a slice of rows in bulk: a dozen queries per slice, none per row."""

from collections.abc import Iterable, Sequence

from karsa.org.imports.change import Change, Planner
from karsa.org.models import Assignment, Employee, EmployeeStatus, Position

_BATCH = 500


def write(planner: Planner, changes: Sequence[Change]) -> None:
    """Write `changes` in the caller's transaction."""
    _positions(planner, changes)
    _employees(changes)
    _posts(planner, changes)
    _statuses(planner, changes)


def _positions(planner: Planner, changes: Sequence[Change]) -> None:
    wanted = {c.position: c.grade for c in changes if c.post_act in {"open", "move", "amend"}}
    made = Position.objects.bulk_create(
        Position(agency=planner.agency, name=key[0], kind=key[1], grade=grade)
        for key, grade in wanted.items()
        if key not in planner.positions
    )
    planner.positions.update({(row.name, row.kind): row.pk for row in made})


def _employees(changes: Sequence[Change]) -> None:
    Employee.objects.bulk_create([c.employee for c in changes if c.is_new], batch_size=_BATCH)
    changed = [c for c in changes if c.fields and not c.is_new]
    fields = sorted({name for c in changed for name in c.fields})
    if changed:
        Employee.objects.bulk_update([c.employee for c in changed], fields, batch_size=_BATCH)


def _posts(planner: Planner, changes: Sequence[Change]) -> None:
    _update(Assignment, _ended_posts(planner, changes), ["ends"])
    _update(Assignment, _amended_posts(planner, changes), ["unit_id", "position_id", "is_head"])
    opened = [
        _post(planner, c, c.place.id) for c in changes if c.place and c.post_act in {"open", "move"}
    ]
    Assignment.objects.bulk_create(opened, batch_size=_BATCH)


def _ended_posts(planner: Planner, changes: Iterable[Change]) -> Iterable[Assignment]:
    for change in changes:
        if change.post and change.post_act in {"close", "move"}:
            following = change.post_starts if change.post_act == "move" else planner.today
            change.post.ends = planner.last_day(change.post.starts, following)
            yield change.post


def _amended_posts(planner: Planner, changes: Iterable[Change]) -> Iterable[Assignment]:
    for change in changes:
        if change.post and change.place and change.post_act == "amend":
            change.post.unit_id = change.place.id
            change.post.position_id = planner.positions[change.position]
            change.post.is_head = change.is_head
            yield change.post


def _post(planner: Planner, change: Change, unit_id: int) -> Assignment:
    return Assignment(
        agency_id=planner.agency.pk,
        employee_id=change.employee.pk,
        position_id=planner.positions[change.position],
        unit_id=unit_id,
        is_head=change.is_head,
        starts=change.post_starts,
    )


def _statuses(planner: Planner, changes: Sequence[Change]) -> None:
    ended = [c.status for c in changes if c.status and c.status_act in {"close", "change"}]
    for status in ended:
        status.ends = planner.last_day(status.starts, planner.today)
    _update(EmployeeStatus, ended, ["ends"])
    EmployeeStatus.objects.bulk_create(
        EmployeeStatus(
            agency=planner.agency,
            employee=change.employee,
            kind=change.person.standing.status,
            reason=change.person.standing_word[:300],
            starts=planner.today,
            is_imported=True,
        )
        for change in changes
        if change.status_act in {"open", "change"}
    )


def _update(
    model: type[Assignment] | type[EmployeeStatus],
    rows: Iterable[Assignment] | Iterable[EmployeeStatus],
    fields: list[str],
) -> None:
    found = list(rows)
    if found:
        model._default_manager.bulk_update(found, fields, batch_size=_BATCH)  # type: ignore[arg-type]
