"""What is different between two states of a set of rows: added, removed, changed field by field."""

from collections.abc import Mapping
from dataclasses import dataclass

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a row that stands in both states."""

    key: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Differences:
    """Keys that came and went, in the order of their state, and fields that changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.removed or self.changed)


def differences(before: Mapping[str, Fields], after: Mapping[str, Fields]) -> Differences:
    """Compare rows by their key; a field that one side lacks counts as None there."""
    return Differences(
        added=tuple(key for key in after if key not in before),
        removed=tuple(key for key in before if key not in after),
        changed=tuple(
            Change(key, field, before[key].get(field), fields.get(field))
            for key, fields in after.items()
            if key in before
            for field in dict.fromkeys([*before[key], *fields])
            if before[key].get(field) != fields.get(field)
        ),
    )
