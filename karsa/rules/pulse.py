"""The pulse: three questions to all staff, and how their answers stay nobody's. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from karsa.rules.disclosure import LEAST, keep_back
from karsa.rules.refused import gettext_noop as _

LOWEST, HIGHEST = 1, 5
BURDEN, FAIRNESS, MOTIVATION, SUPPORT = "burden", "fairness", "motivation", "support"
# All are said so that agreeing is good; three are asked of everybody, the last is free.
ASKED: Mapping[str, str] = {
    BURDEN: _("Beban kerja saya wajar."),
    FAIRNESS: _("Kinerja saya dinilai dengan adil."),
    MOTIVATION: _("Saya bersemangat dengan pekerjaan saya."),
}
QUESTIONS: Mapping[str, str] = {
    **ASKED,
    SUPPORT: _("Atasan saya membantu saya bekerja lebih baik."),
}
# What each is about, for headlines.
TOPICS: Mapping[str, str] = {
    BURDEN: _("beban kerja"),
    FAIRNESS: _("keadilan penilaian"),
    MOTIVATION: _("semangat kerja"),
}
# A leader reads what their people say of support before anybody above does.
LEADER_FIRST_DAYS = 14
_TENTH = Decimal("0.1")


def cells(paths: Sequence[str]) -> dict[str, str]:
    """Return for each unit's path that of the unit its people answer as.

    One path a person, of ids from the root ("/000001/000017/"). Units of fewer than five answer
    with the unit above, so that while a pulse is open no answer lies among fewer than five people.
    """
    found, counts = {path: path for path in paths}, Counter(paths)
    for path in _deepest_first(counts):
        above = path.rstrip("/").rpartition("/")[0] + "/"
        if 0 < counts[path] < LEAST and above != "/":
            counts[above] += counts.pop(path)
            found |= {one: above for one, cell in found.items() if cell == path}
    return found


def _deepest_first(paths: Iterable[str]) -> list[str]:
    """The paths and all above them."""
    ends = ((path, place) for path in paths for place in range(1, len(path)) if path[place] == "/")
    whole = {path[: place + 1] for path, place in ends}
    return sorted(whole, key=lambda path: (-path.count("/"), path))


def shown(counts: Mapping[int, int]) -> tuple[set[int], bool]:
    """Return which units' answers are kept under their name, and whether the others are kept.

    `counts`: answers per unit. The others are put together; where one hidden unit could be found
    by subtraction, the smallest shown one goes with it. Fewer than five together are deleted.
    """
    units = list(counts)
    hidden = keep_back([counts[unit] for unit in units])
    apart = {unit for unit, hides in zip(units, hidden, strict=True) if not hides and counts[unit]}
    rest = sum(count for unit, count in counts.items() if unit not in apart)
    return apart, rest >= LEAST


def mean(total: int, count: int) -> Decimal | None:
    """Return the mean of `count` answers (1 to 5), to one decimal, half up; None under five."""
    if count < LEAST:
        return None
    return (Decimal(total) / count).quantize(_TENTH, ROUND_HALF_UP)
