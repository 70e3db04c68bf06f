"""Who may rate whom: never oneself, never in a circle, and not without the office for it."""

from collections.abc import Collection, Iterable, Mapping

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


def check_rater(rated_by: Mapping[int, int], *, holder: int, rater: int, may_rate: bool) -> None:
    """Let `rater` rate `holder`; both are keys of people.

    `rated_by` maps each person to the one who rates them. `may_rate`: the rater leads by
    position, at the lowest a pejabat pengawas, or holds a dated delegation.
    Raises: Refused with the reason.
    Source: PermenPANRB 6/2022 Pasal 1.9.
    """
    if holder == rater:
        raise Refused(_("Seseorang tidak dapat menilai dirinya sendiri. Pilih atasannya."))
    if not may_rate:
        raise Refused(
            _(
                "Penilai yang dipilih bukan pejabat struktural dan belum punya delegasi untuk "
                "unit ini pada tanggal itu. Catat delegasinya lebih dahulu, atau pilih orang lain."
            )
        )
    if holder in _above(rated_by, rater):
        raise Refused(
            _(
                "Rantai penilai akan berputar: orang ini sendiri berada di atas penilai itu. "
                "Pilih penilai yang lebih tinggi, atau betulkan penilainya dahulu."
            )
        )


def check_one_rater(raters: Collection[int]) -> None:
    """Let a post be rated that has one rater on the day. Raises: Refused where several hold it."""
    if len(set(raters)) > 1:
        raise Refused(
            _(
                "Ada lebih dari satu pejabat penilai untuk jabatan ini pada tanggal yang sama. "
                "Minta pengelola kepegawaian membetulkannya; setelah itu nilai kembali."
            )
        )


def circles(rated_by: Mapping[int, int]) -> frozenset[int]:
    """Return the people whose chain of raters leads back to themselves."""
    found: set[int] = set()
    settled: set[int] = set()
    for person in rated_by:
        trail: dict[int, int] = {}
        now: int | None = person
        while now is not None and now not in trail and now not in settled:
            trail[now] = len(trail)
            now = rated_by.get(now)
        if now is not None and now in trail:
            found.update(key for key, place in trail.items() if place >= trail[now])
        settled.update(trail)
    return frozenset(found)


def _above(rated_by: Mapping[int, int], person: int) -> set[int]:
    """Return everyone in the chain over `person`; stops where it turns in a circle."""
    seen: set[int] = set()
    now = rated_by.get(person)
    while now is not None and now not in seen:
        seen.add(now)
        now = rated_by.get(now)
    return seen


def people_of(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the map of who rates whom from pairs (person, rater); the first of a person counts."""
    found: dict[int, int] = {}
    for person, rater in pairs:
        found.setdefault(person, rater)
    return found
