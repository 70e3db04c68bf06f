"""What a reward asks of verified results, and what evidence answers it: no box that is ticked.

Source: PermenPANRB 6/2022 Pasal 31, annex V.C (rewards follow from evaluation); the criteria
themselves are an agency's dated data.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from karsa.rules.grade import GRADE_NAMES, LEVEL_NAMES, Grade, OrganisationLevel
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

GRADES, LEVELS = tuple(Grade), tuple(OrganisationLevel)


class Criterion(StrEnum):
    """What a version of the rules may ask; the codes are stored."""

    GRADE = "grade"  # the last N settled grades at least X
    LEVEL = "level"  # the unit's last N organisation grades at least X
    VERIFIED = "verified"  # share of entries (a person) or figures (a unit) that another confirmed
    INNOVATION = "innovation"  # innovations that run
    STANDING = "standing"  # administrative: nothing in force that stands against it


class Trouble(StrEnum):
    """Why a result cannot carry anything now."""

    CONTESTED = "contested"  # an objection is open, or its days still run
    REOPENED = "reopened"  # its period was opened again and is not closed
    UNRATED = "unrated"  # its period was closed and nobody had rated


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion of a version: the least grade, level, percent or number, in how many."""

    code: Criterion
    least: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """What is verified about a candidate in the award's year.

    `grades` and `levels`: (period, code), oldest first; `verified` and `reported` are counts;
    `troubles`: (period, Trouble). `in_standing` says nothing about why not.
    """

    grades: Sequence[tuple[str, str]] = ()
    levels: Sequence[tuple[str, str]] = ()
    verified: int = 0
    reported: int = 0
    innovations: Sequence[str] = ()
    in_standing: bool = True
    troubles: Sequence[tuple[str, Trouble]] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a criterion is met and by what; None: there is no verified data to tell.

    `sentence` is an Indonesian message id that `facts` fill.
    """

    code: str
    met: bool | None
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


_NO_DATA = _("Belum ada hasil terverifikasi untuk syarat ini.")
_TROUBLE: Mapping[Trouble, str] = {
    Trouble.CONTESTED: _("Hasil %(period)s masih bisa atau sedang diajukan keberatan."),
    Trouble.REOPENED: _("Periode %(period)s dibuka kembali dan belum ditutup."),
    Trouble.UNRATED: _("Periode %(period)s ditutup tanpa penilaian."),
}


def findings_of(asked: Sequence[Asked], facts: Facts) -> list[Finding]:
    """Return one finding per criterion, and before them one for each result in trouble."""
    troubled = [
        Finding(f"trouble.{trouble}", False, _TROUBLE[trouble], {"period": period})
        for period, trouble in facts.troubles
    ]
    return troubled + [_RULES[one.code](one, facts) for one in asked]


def check_award(findings: Sequence[Finding]) -> None:
    """Let a reward be given where every criterion is met by evidence.

    Raises: Refused with the first finding that is not.
    """
    for one in findings:
        if one.met is not True:
            raise Refused(one.sentence, **one.facts)


@dataclass(frozen=True, slots=True)
class Votes:
    """How votes stand: how many may still come, and for the nomination with the fewest how many
    count and how many would if all came."""

    missing: int
    fewest: int
    possible: int


def check_nominating(*, until: date, today: date, is_open: bool) -> None:
    """Let somebody be nominated while nominations are open. Raises: Refused."""
    if not is_open or today > until:
        raise Refused(_("Masa pengusulan sudah berakhir. Usulkan pada putaran berikutnya."))


def check_opening(votes: Votes, quorum: int, *, waits: bool) -> None:
    """Let sealed votes be opened once all have voted, or the closing day is over.

    Raises: Refused.
    """
    if votes.missing and waits:
        raise Refused(
            _("Masih ada %(missing)s suara yang ditunggu. Suara dibuka setelah semua masuk."),
            missing=votes.missing,
        )
    if votes.fewest < quorum:
        raise Refused(
            _(
                "Ada usulan yang suaranya kurang dari %(quorum)s. Tunjuk juri pengganti, atau "
                "tutup putaran ini tanpa penghargaan."
            ),
            quorum=quorum,
        )


def is_short(votes: Votes, quorum: int, *, waits: bool) -> bool:
    """Whether the jury cannot come to its quorum any more; `waits`: votes may still come."""
    return (votes.possible if waits else votes.fewest) < quorum


def check_stand_in(*, sits: bool, has_read: bool, is_tied: bool) -> None:
    """Let somebody take a seat who is free to judge: no part in the round, no tie, nothing read.

    `sits`: is a juror or decides; `has_read`: opened votes could be read. Raises: Refused.
    """
    if sits:
        raise Refused(_("Orang itu sudah menjadi juri, atau yang memutuskan."))
    if has_read:
        raise Refused(_("Orang itu sudah dapat membaca suara yang dibuka. Tunjuk yang lain."))
    if is_tied:
        raise Refused(_("Orang itu terkait dengan salah satu calon. Tunjuk yang lain."))


def check_counted(votes: Votes, quorum: int) -> None:
    """Let an award be given on votes that count today. Raises: Refused."""
    if votes.fewest < quorum:
        raise Refused(
            _("Suara yang sah kurang dari %(quorum)s: juri yang terkait calon tidak dihitung."),
            quorum=quorum,
        )


def _grade(asked: Asked, facts: Facts) -> Finding:
    return _lasting(asked, facts.grades, GRADES, GRADE_NAMES)


def _level(asked: Asked, facts: Facts) -> Finding:
    return _lasting(asked, facts.levels, LEVELS, LEVEL_NAMES)


def _lasting(
    asked: Asked,
    found: Sequence[tuple[str, str]],
    order: Sequence[StrEnum],
    names: Mapping[StrEnum, str] | Mapping[Grade, str] | Mapping[OrganisationLevel, str],
) -> Finding:
    """The last `times` of `found` are all at least as good as asked."""
    last = list(found)[-asked.times :]
    if len(last) < asked.times:
        return Finding(asked.code, None, _NO_DATA)
    codes = [str(one) for one in order]
    met = all(codes.index(code) <= codes.index(asked.least) for _period, code in last)
    named = {str(key): name for key, name in names.items()}
    told = "; ".join(f"{period}: {named[code]}" for period, code in last)
    return Finding(asked.code, met, _("%(told)s."), {"told": told})


def _verified(asked: Asked, facts: Facts) -> Finding:
    if not facts.reported:
        return Finding(asked.code, None, _NO_DATA)
    met = facts.verified * 100 >= int(asked.least) * facts.reported
    told = {"n": facts.verified, "all": facts.reported}
    return Finding(asked.code, met, _("%(n)s dari %(all)s laporan sudah diverifikasi."), told)


def _innovation(asked: Asked, facts: Facts) -> Finding:
    if not facts.innovations:
        return Finding(asked.code, False, _("Belum ada inovasi yang berjalan."))
    met = len(facts.innovations) >= int(asked.least)
    told = {"told": "; ".join(facts.innovations)}
    return Finding(asked.code, met, _("Inovasi yang berjalan: %(told)s."), told)


def _standing(asked: Asked, facts: Facts) -> Finding:
    """Never says which: leave, suspension and discipline look the same to whoever reads it."""
    if facts.in_standing:
        return Finding(asked.code, True, _("Syarat administrasi terpenuhi."))
    return Finding(asked.code, False, _("Ada syarat administrasi yang belum terpenuhi."))


_RULES: Mapping[Criterion, Callable[[Asked, Facts], Finding]] = {
    Criterion.GRADE: _grade,
    Criterion.LEVEL: _level,
    Criterion.VERIFIED: _verified,
    Criterion.INNOVATION: _innovation,
    Criterion.STANDING: _standing,
}
