"""Scores as a table brings them: who was rated, by whom, on what, how; each row checked."""

from collections.abc import Sequence
from pathlib import Path

from karsa.kit.spreadsheets import open_sheet
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.site.analyses.series import number_in
from karsa.stats.ratings import Ratings, ratings

_COLUMNS = {
    "ratee": ("dinilai", "pegawai"),
    "rater": ("penilai",),
    "item": ("butir", "aspek"),
    "score": ("nilai", "skor"),
}
# More values than this are no group of people.
_MOST_GROUPS = 20


def read_scores(path: Path) -> Ratings:
    """Return the scores; a row without a score is left out.

    Further columns are covariates where they name 2 to 20 groups and are no other name of a
    ratee, rater or item. Raises Refused, naming the row, for an empty name or what is no number.
    """
    known = open_sheet(path, _COLUMNS, _COLUMNS)
    columns = _COLUMNS | dict.fromkeys(known.ignored, ())
    rows: list[tuple[str, str, str, float]] = []
    beside: list[list[str]] = [[] for _name in known.ignored]
    for line, row in open_sheet(path, columns, _COLUMNS).rows():
        if row["score"]:
            if not row["ratee"] or not row["rater"]:
                raise Refused(_("Baris %(line)s: dinilai atau penilai kosong."), line=line)
            score = number_in(line, row["score"])
            rows.append((row["ratee"], row["rater"], row["item"], score))
            for column, name in zip(beside, known.ignored, strict=True):
                column.append(row[name])
    if not rows:
        raise Refused(_("Tabel ini belum berisi nilai."))
    told = zip(known.ignored, beside, strict=True)
    return ratings(rows, [(name, column) for name, column in told if _groups(rows, column)])


def _groups(rows: Sequence[tuple[str, str, str, float]], column: Sequence[str]) -> bool:
    groups = len(set(column))
    named = (
        len({(row[side], told) for row, told in zip(rows, column, strict=True)})
        for side in range(3)
    )
    return 2 <= groups <= _MOST_GROUPS and groups not in named
