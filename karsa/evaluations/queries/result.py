"""One evaluation as its reader sees it: why it is so, what happened, what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.queries.organisation import LevelFact, level_led_by
from karsa.evaluations.queries.turn import Deadlines
from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry
from karsa.journal.queries import EntryRow, rows_of
from karsa.kit.formats import day as in_words
from karsa.rules.proposal import UNDECIDED

State = Evaluation.State


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One piece of feedback behind a statement; colleagues stay unnamed."""

    source: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class OpenStatement:
    """A statement of the kept proposal with the rows it stands on."""

    text: str
    kind: str
    entries: tuple[EntryRow, ...]
    remarks: tuple[RemarkLine, ...]


@dataclass(frozen=True, slots=True)
class ResultStatement:
    """One work result: its figures then, its words, and the entries behind them."""

    text: str
    is_main: bool
    why: str
    realisation: tuple[str, ...]
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why an evaluation came out as it did."""

    result: tuple[OpenStatement, ...]
    behaviour: tuple[OpenStatement, ...]
    results: tuple[ResultStatement, ...]


def why_of(row: Evaluation) -> Why:
    """Open the kept proposal: every statement to entries, evidence and who verified them.

    Five queries, whatever the number of entries.
    """
    kept = row.proposal
    sides = [*_statements(kept, "result"), *_statements(kept, "behaviour")]
    facts = kept.get("results", [])
    entry_ids = {key for one in (*sides, *facts) for key in one["entries"]}
    remark_ids = {key for one in sides for key in one["feedback"]}
    entries = {one.pk: one for one in rows_of(DailyEntry.objects.filter(pk__in=entry_ids))}
    remarks = {one.pk: _remark(one) for one in Feedback.objects.filter(pk__in=remark_ids)}
    realised = dict(row.results.values_list("result_id", "realisation"))
    return Why(
        result=_open(_statements(kept, "result"), entries, remarks),
        behaviour=_open(_statements(kept, "behaviour"), entries, remarks),
        results=tuple(_result(one, entries, realised) for one in facts),
    )


def _statements(kept: Mapping[str, Any], side: str) -> list[Any]:
    return list(kept.get(side, {}).get("statements", []))


def _open(
    statements: Iterable[Mapping[str, Any]],
    entries: Mapping[int, EntryRow],
    remarks: Mapping[int, RemarkLine],
) -> tuple[OpenStatement, ...]:
    return tuple(
        OpenStatement(
            _weighed(one["text"]),
            one["kind"],
            _found(one["entries"], entries),
            tuple(remarks[key] for key in one["feedback"] if key in remarks),
        )
        for one in statements
    )


def _weighed(text: str) -> str:
    """The sentence that speaks to the rater, as the person reads it."""
    if text != _(UNDECIDED):
        return text
    return _("Bukti tidak jatuh pada satu kategori panduan, jadi pejabat penilai menimbangnya.")


def _found(keys: Sequence[int], entries: Mapping[int, EntryRow]) -> tuple[EntryRow, ...]:
    return tuple(entries[key] for key in keys if key in entries)


def _result(
    fact: Mapping[str, Any], entries: Mapping[int, EntryRow], realised: Mapping[int, str]
) -> ResultStatement:
    words = realised.get(fact["result_id"], "")
    return ResultStatement(
        fact["text"],
        fact["is_main"],
        fact["why"],
        tuple(line for line in words.splitlines() if line.strip()),
        _found(fact["entries"], entries),
    )


def _remark(row: Feedback) -> RemarkLine:
    return RemarkLine(str(row.get_source_display()), row.text or _("Kerja bagus!"), row.day)


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of the way: done on a day, or due by one."""

    title: str
    at: str
    icon: str
    kind: str


def moments_of(row: Evaluation, deadlines: Deadlines, objection: Objection | None) -> list[Moment]:
    """Return what happened and what is due, newest first. No query."""
    found = [
        _step(_("Diputuskan dan ditandatangani"), row.signed_on, deadlines.rate_by, "signature"),
        _step(_("Diserahkan kepada pegawai"), row.delivered_on, deadlines.hand_over_by, "send"),
        _step(_received(row), row.received_on, deadlines.return_by, "user-check"),
    ]
    if objection is not None:
        found += _of_objection(objection)
    elif deadlines.objection_by and row.state != State.CLOSED:
        found.append(_step(_("Masa keberatan"), None, deadlines.objection_by, "clock"))
    if row.state == State.CLOSED:
        found.append(Moment(_("Selesai"), "", "circle-check", "good"))
    return found[::-1]


def _received(row: Evaluation) -> str:
    unsigned = row.state == State.RETURNED_UNSIGNED
    return _("Diterima, kembali tanpa tanda tangan") if unsigned else _("Diterima pegawai")


def _of_objection(objection: Objection) -> list[Moment]:
    by = objection.decide_by
    return [
        _step(_("Keberatan diajukan"), objection.filed_on, None, "message"),
        _step(_("Penjelasan pejabat penilai"), objection.explained_on, by, "message-reply"),
        _step(_("Putusan atasan penilai"), objection.decided_on, by, "gavel"),
    ]


def _step(title: str, done: date | None, due: date | None, icon: str) -> Moment:
    if done:
        return Moment(title, in_words(done), icon, "good")
    by = _("paling lambat %(day)s") % {"day": in_words(due)} if due else _("belum")
    return Moment(title, by, "clock", "empty")


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader is to the evaluation and may do with it now."""

    is_self: bool
    signs: bool
    delivers: bool
    receives: bool
    objects: bool
    reopens: bool
    closes: bool


def reader_of(actor: Actor, row: Evaluation, deadlines: Deadlines) -> Reader:
    """Return which acts to offer; the services decide again. No query."""
    mine = row.assignment.employee_id == actor.employee_id
    decided = row.decided_by_id == actor.employee_id and not mine
    arrived = row.state in (State.RECEIVED, State.RETURNED_UNSIGNED)
    in_term = deadlines.objection_by is not None and actor.today <= deadlines.objection_by
    return Reader(
        is_self=mine,
        signs=decided and row.state == State.DECIDED,
        delivers=decided and row.state == State.SIGNED,
        receives=mine and row.state == State.DELIVERED,
        objects=mine and arrived and in_term and not row.is_final,
        reopens=decided and row.state == State.DECIDED,
        closes=not mine and (row.state == State.DECIDED_ON_OBJECTION or (arrived and not in_term)),
    )


def level_behind(row: Evaluation, today: date) -> LevelFact | None:
    """Return the level of the unit the rater leads, which the evaluation considered.

    None where the rater leads no unit. One query.
    """
    day = row.signed_on or today
    return level_led_by(row.rater_id, row.assignment.unit, row.period, day)


def why_final(row: Evaluation) -> str:
    """Say why there is no objection against a final result; empty where there is one."""
    if not row.is_final:
        return ""
    if row.reviewer_id is None:
        return _(
            "Hasil ini final karena dinilai oleh kepala daerah, jadi keberatan tidak diajukan "
            "(Lampiran IV huruf A angka 12). Bukti dan catatan Anda tetap tersimpan bersamanya."
        )
    return _(
        "Hasil ini final karena ditetapkan oleh atasan pejabat penilai setelah masa penilaian "
        "berakhir (Lampiran IV huruf A angka 11). Bukti dan catatan Anda tetap tersimpan."
    )
