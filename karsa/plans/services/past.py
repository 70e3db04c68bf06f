"""Last year's SKP from BKN's report or a plain table: a plan, its results, measures and actions.

A row names a person and one measure; cells that repeat the row above name the same result. The
same table again changes nothing. What was written in Karsa itself is never touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db.models import Model

from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.spreadsheets import Columns, Sheet
from karsa.org.models import Assignment, Employee
from karsa.org.services.importing import Kind, known
from karsa.plans.models import (
    IMPORTED,
    ActionItem,
    IndividualIndicator,
    Origin,
    PerformancePlan,
    WorkResult,
)
from karsa.plans.queries.unit_copy import plans_as_head
from karsa.plans.services.past_people import PastPeople
from karsa.rules.dates import check_order, read_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_COLUMNS: Columns = {
    "nip": ("nip", "nip baru"),
    "name": ("nama",),
    "year": ("tahun", "tahun skp"),
    "starts": ("periode_awal", "mulai"),
    "ends": ("periode_akhir", "selesai"),
    "external_id": ("skp_id",),
    "result": ("hasil kerja", "rhk", "rencana hasil kerja", "uraian rhk"),
    "kind": ("jenis", "jenis hasil kerja", "utama tambahan"),
    "supports": ("rhk atasan", "rhk pimpinan", "rencana hasil kerja pimpinan yang diintervensi"),
    "measure": ("indikator", "iki", "indikator kinerja individu", "indikator kinerja"),
    "target": ("target",),
    "aspect": ("aspek", "perspektif"),
    "action": ("rencana aksi", "aksi"),
}
_ASPECTS = {
    "kuantitas": "quantity",
    "kualitas": "quality",
    "waktu": "time",
    "biaya": "cost",
    "penerima": "recipient",
    "proses": "process",
    "penguatan": "strengthening",
    "anggaran": "budget",
}
_OTHER_YEAR = _("Baris ini tentang tahun %(year)s, sedangkan yang diimpor tahun %(wanted)s.")
_EMPTY = _("Tulis hasil kerja pegawai, atau masa SKP-nya.")
_WRITTEN_HERE = _("SKP tahun %(year)s pegawai ini sudah disusun di Karsa dan tidak ditimpa.")
_NO_RESULT = _("Indikator atau rencana aksi tanpa hasil kerja tidak dapat disimpan.")
_CUT = 300  # of an action


def past_plans(year: int | None = None) -> Kind:
    """Return the kind of file with the plans of `year`, by default the year before today's."""
    return Kind(_COLUMNS, ("nip",), partial(PastPlans, year=year), _("baris SKP tahun lalu"))


class PastPlans:
    """Reads, checks and writes the rows; eleven queries a slice, however many rows."""

    slice_size = 500

    def __init__(
        self, agency: Agency, today: date, sheet: Sheet, *, year: int | None = None
    ) -> None:
        """Count the rows."""
        self._agency, self._year = agency, year or today.year - 1
        self.total = sum(1 for _row in sheet.rows("nip"))

    def take(
        self, rows: Sequence[tuple[int, Mapping[str, str]]], *, write_down: bool
    ) -> list[Verdict]:
        """Return a verdict per row."""
        part = _Slice(self._agency, self._year, [known(cells["nip"]) for _line, cells in rows])
        verdicts = [part.row(line, cells) for line, cells in rows]
        if write_down:
            part.write()
        return verdicts

    def finish(self) -> None:
        """Nothing: each person stands alone."""


@dataclass(slots=True)
class _Plan:
    """A plan with its parts by their words; what is not stored yet has no key."""

    row: PerformancePlan
    results: dict[str, WorkResult] = field(default_factory=dict)
    measures: dict[tuple[str, str], IndividualIndicator] = field(default_factory=dict)
    actions: dict[tuple[str, str], ActionItem] = field(default_factory=dict)


class _Slice:
    def __init__(self, agency: Agency, year: int, numbers: list[str]) -> None:
        self._agency, self._year = agency, year
        self._people = PastPeople(agency, numbers)
        self._plans: dict[int, _Plan] = {}  # by post
        self._load()

    def _load(self) -> None:
        rows = PerformancePlan.objects.current().filter(
            agency=self._agency, year=self._year, assignment__employee__in=self._people.keys
        )
        by_key = {row.pk: _Plan(row) for row in rows}
        self._plans = {plan.row.assignment_id: plan for plan in by_key.values()}
        for result in WorkResult.objects.filter(plan__in=by_key):
            by_key[result.plan_id].results[_plain(result.text)] = result
        measures = IndividualIndicator.objects.filter(result__plan__in=by_key)
        for measure in measures.select_related("result"):
            words = (_plain(measure.result.text), _plain(measure.text))
            by_key[measure.result.plan_id].measures[words] = measure
        for action in ActionItem.objects.filter(plan__in=by_key).select_related("result"):
            words = (_plain(action.result.text), _plain(action.text))
            by_key[action.plan_id].actions[words] = action

    def row(self, line: int, cells: Mapping[str, str]) -> Verdict:
        """Work one row out. The verdict says why, where it is not taken."""
        person = self._people.find(known(cells["nip"]))
        label = person.full_name if person else cells.get("name") or cells["nip"]
        try:
            found = self._people.person(known(cells["nip"]))
            return Verdict(line, self._take(found, cells), label)
        except Refused as why:
            return refused(line, label, why)

    def _take(self, person: Employee, cells: Mapping[str, str]) -> Outcome:
        starts, ends = self._span(cells)
        post = self._people.post(person, ends)
        plan, is_new = self._plan(post, starts, ends, cells)
        added = self._parts(plan, cells)
        return Outcome.TAKEN if is_new or added else Outcome.UNCHANGED

    def _span(self, cells: Mapping[str, str]) -> tuple[date, date]:
        has_days = cells.get("starts") and cells.get("ends")
        if not has_days and not cells.get("result"):
            raise Refused(_NO_RESULT if cells.get("measure") or cells.get("action") else _EMPTY)
        year = cells.get("year", "")
        wanted = int(year) if year.isdecimal() else self._year
        starts, ends = date(wanted, 1, 1), date(wanted, 12, 31)
        if has_days:
            starts, ends = read_day(cells["starts"]), read_day(cells["ends"])
            check_order(starts, ends)
        if ends.year != self._year:
            raise Refused(_OTHER_YEAR, year=ends.year, wanted=self._year)
        return starts, ends

    def _plan(
        self, post: Assignment, starts: date, ends: date, cells: Mapping[str, str]
    ) -> tuple[_Plan, bool]:
        found = self._plans.get(post.pk)
        if found and found.row.origin not in IMPORTED:
            raise Refused(_WRITTEN_HERE, year=self._year)
        if found:
            return found, False
        line, is_known = self._people.line(post, ends)
        measured = cells.get("target") or cells.get("aspect")
        approach = PerformancePlan.Approach
        made = _Plan(
            PerformancePlan(
                agency=self._agency,
                assignment=post,
                year=self._year,
                state=PerformancePlan.State.SET,
                approach=approach.QUANTITATIVE if measured else approach.QUALITATIVE,
                for_head=plans_as_head(post),
                rater_id=line.rater_id if line and is_known else None,
                starts=starts,
                ends=ends,
                origin=Origin.BKN if cells.get("external_id") else Origin.TABLE,
            )
        )
        self._plans[post.pk] = made
        return made, True

    def _parts(self, plan: _Plan, cells: Mapping[str, str]) -> bool:
        if not (words := cells.get("result", "")):
            return False
        key, count = _plain(words), len(plan.results)
        result = plan.results.setdefault(key, self._result(plan, words, cells))
        added = len(plan.results) > count
        if text := cells.get("measure"):
            added |= self._measure(plan, result, key, text, cells)
        if text := cells.get("action"):
            added |= self._action(plan, result, key, text)
        return added

    def _result(self, plan: _Plan, words: str, cells: Mapping[str, str]) -> WorkResult:
        additional = "tambah" in cells.get("kind", "").casefold()
        return WorkResult(
            agency=self._agency,
            plan=plan.row,
            order=_next(plan.results.values()),
            text=words,
            kind=WorkResult.Kind.ADDITIONAL if additional else WorkResult.Kind.MAIN,
            supports_text=cells.get("supports", ""),
        )

    def _measure(
        self, plan: _Plan, result: WorkResult, key: str, text: str, cells: Mapping[str, str]
    ) -> bool:
        words = (key, _plain(text))
        if words in plan.measures:
            return False
        mine = [row for (of, _text), row in plan.measures.items() if of == key]
        aspect = cells.get("aspect", "").casefold()
        plan.measures[words] = IndividualIndicator(
            agency=self._agency,
            result=result,
            order=_next(mine),
            text=text,
            target=cells.get("target", "")[:200],
            aspect=next((code for word, code in _ASPECTS.items() if word in aspect), ""),
        )
        return True

    def _action(self, plan: _Plan, result: WorkResult, key: str, text: str) -> bool:
        words = (key, _plain(text[:_CUT]))
        if words in plan.actions:
            return False
        plan.actions[words] = ActionItem(
            agency=self._agency,
            plan=plan.row,
            result=result,
            order=_next(plan.actions.values()),
            text=text[:_CUT],
            starts=plan.row.starts,
            ends=plan.row.ends,
        )
        return True

    def write(self) -> None:
        """Store what is new. Four queries at most."""
        plans = self._plans.values()
        _store(PerformancePlan, (plan.row for plan in plans))
        _store(WorkResult, (row for plan in plans for row in plan.results.values()))
        _store(IndividualIndicator, (row for plan in plans for row in plan.measures.values()))
        _store(ActionItem, (row for plan in plans for row in plan.actions.values()))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _next(rows: Iterable[WorkResult] | Iterable[IndividualIndicator] | Iterable[ActionItem]) -> int:
    return max((row.order for row in rows), default=0) + 1


def _store(model: type[Model], rows: Iterable[Model]) -> None:
    model._default_manager.bulk_create([row for row in rows if row.pk is None], batch_size=500)
