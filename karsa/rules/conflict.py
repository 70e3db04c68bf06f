"""Who must not judge what people say of a unit: whoever it is about."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import accumulate

from karsa.rules.refused import gettext_noop as _


def own_paths(heads: Iterable[str], works_in: Iterable[str]) -> frozenset[str]:
    """Return the paths of units about which a person may not judge what others say.

    Those they head, and those they work in with every unit above, but for the top one: everybody
    works there, so only its head has an interest. Paths are as "1/4/9/".
    """
    return frozenset(heads).union(*(_upward(path) for path in works_in))


def _upward(path: str) -> list[str]:
    parts = [f"{part}/" for part in path.rstrip("/").split("/")]
    return list(accumulate(parts))[1:]


class Tie(StrEnum):
    """Why somebody must not vote on a candidate."""

    SELF = "self"
    NOMINATOR = "nominator"
    SAME_UNIT = "same_unit"
    LINE = "line"
    DECLARED = "declared"


TIE_NAMES: Mapping[Tie, str] = {
    Tie.SELF: _("Usulan ini tentang Anda."),
    Tie.NOMINATOR: _("Anda yang mengusulkan."),
    Tie.SAME_UNIT: _("Anda bekerja di unit yang sama."),
    Tie.LINE: _("Anda memimpin unitnya, atau menilainya."),
    Tie.DECLARED: _("Anda menyatakan benturan kepentingan."),
}


def tie_of(
    *,
    heads: Iterable[str],
    works_in: Iterable[str],
    units: Iterable[str],
    is_self: bool = False,
    nominated: bool = False,
    rates: bool = False,
    declared: bool = False,
) -> Tie | None:
    """Return what ties a juror to a candidate, None where nothing does.

    `heads` and `works_in`: paths of the juror's units; `units`: those the candidate works in, or
    the unit that is the candidate.
    """
    near = tuple(units)
    found = {
        Tie.SELF: is_self,
        Tie.NOMINATOR: nominated,
        Tie.LINE: rates or any(unit.startswith(tuple(heads)) for unit in near),
        Tie.SAME_UNIT: any(path.startswith(near) for path in works_in),
        Tie.DECLARED: declared,
    }
    return next((tie for tie, is_so in found.items() if is_so), None)
