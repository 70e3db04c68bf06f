"""Last year's results, grades and open objections, from BKN's report or a plain table.

They are history, marked with where they came from: nothing in them counts as evidence. What was
evaluated in Karsa itself is never touched; the same table again changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext

from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.services.past_periods import PastPeriods
from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.spreadsheets import Columns, Sheet
from karsa.org.models import Assignment, Employee, Period
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.rules import deadline_rules
from karsa.org.services.importing import Kind, known
from karsa.plans.models import IMPORTED, Origin, PerformancePlan
from karsa.plans.queries.unit_copy import plans_as_head
from karsa.plans.services.past_people import PastPeople
from karsa.rules import deadlines
from karsa.rules.dates import read_day
from karsa.rules.grade import GRADE_NAMES, grade
from karsa.rules.national import read_grade, read_rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_COLUMNS: Columns = {
    "nip": ("nip", "nip baru"),
    "name": ("nama",),
    "external_id": ("id",),
    "year": ("tahun", "tahun penilaian"),
    "starts": ("periode_awal_skp", "periode_awal", "mulai"),
    "ends": ("periode_akhir_skp", "periode_akhir", "selesai"),
    "result": ("hasil_kerja", "rating hasil kerja"),
    "behaviour": ("perilaku_kerja", "rating perilaku kerja", "rating perilaku"),
    "grade": ("hasil_akhir", "predikat", "predikat kinerja"),
    "rater": ("nip_penilai", "nip pejabat penilai", "nip pejabat penilai kinerja"),
    "reviewer": ("nip_atasan_penilai", "nip atasan pejabat penilai"),
    "recommendation": ("rekomendasi", "catatan rekomendasi"),
    "objection": ("keberatan", "alasan keberatan"),
    "filed_on": ("tanggal_keberatan", "tanggal pengajuan keberatan"),
}
_OTHER_GRADE = _(
    "Predikat “%(said)s” tidak cocok dengan kedua ratingnya, yang menghasilkan “%(found)s”."
)
_RATED_HERE = _("Hasil periode ini sudah dinilai di Karsa dan tidak ditimpa.")
_IN_HAND = _("Keberatan atas hasil ini sudah dibawa masuk; hasilnya tidak diubah dari berkas.")
_TWICE = _("Hasil pegawai ini untuk periode yang sama sudah ada di baris lain.")
_NO_RATER = _("Penilainya tidak diketahui. Isi kolom nip_penilai.")
_UNKNOWN_RATER = _("NIP penilai %(nip)s tidak ada di daftar pegawai.")
_ITSELF = _("Penilai dan pegawai yang dinilai tidak boleh orang yang sama.")
_NO_REVIEWER = _(
    "Keberatan diputus atasan penilai, dan ia tidak diketahui. Isi kolom nip_atasan_penilai."
)
_GUESSED = _("Penilai diambil dari daftar penilai di Karsa: %(name)s.")
_DECIDE_BY = _("Keberatan terbuka; putusan paling lambat %(day)s.")
_NOTHING = frozenset({"", "-", "0", "tidak", "tidak ada", "nihil"})


def past_results(year: int | None = None) -> Kind:
    """Return the kind of file with results of years before today's, or of `year` alone."""
    required = ("nip", "result", "behaviour")
    return Kind(_COLUMNS, required, partial(PastResults, year=year), _("hasil tahun lalu"), True)


class PastResults:
    """Reads, checks and writes the rows; a dozen queries a slice, however many rows."""

    slice_size = 500

    def __init__(
        self, agency: Agency, today: date, sheet: Sheet, *, year: int | None = None
    ) -> None:
        """Count the rows."""
        self._agency = agency
        self._periods = PastPeriods(agency, today, year)
        self.total = sum(1 for _row in sheet.rows("nip"))

    def take(
        self, rows: Sequence[tuple[int, Mapping[str, str]]], *, write_down: bool
    ) -> list[Verdict]:
        """Return a verdict per row."""
        part = _Slice(self._agency, self._periods, [cells for _line, cells in rows])
        verdicts = [part.row(line, cells) for line, cells in rows]
        if write_down:
            self._periods.write()
            part.write()
        return verdicts

    def finish(self) -> None:
        """Nothing: each person stands alone."""


@dataclass(frozen=True, slots=True)
class _Seats:
    rater: Employee
    reviewer: Employee | None
    is_guessed: bool


class _Slice:
    def __init__(
        self, agency: Agency, periods: PastPeriods, rows: Sequence[Mapping[str, str]]
    ) -> None:
        self._agency, self._periods = agency, periods
        self._people = PastPeople(agency, _numbers(rows))
        theirs = {"agency": agency, "assignment__employee__in": self._people.keys}
        plans = PerformancePlan.objects.current().filter(**theirs)
        self._plans = {(row.assignment_id, row.year): row for row in plans}
        found = Evaluation.objects.filter(**theirs).select_related("period")
        self._known = {_key(row.assignment_id, row.period): row for row in found}
        self._fresh: list[Evaluation] = []
        self._changed: list[Evaluation] = []
        self._objections: list[Objection] = []

    def row(self, line: int, cells: Mapping[str, str]) -> Verdict:
        """Work one row out. The verdict says why, where it is not taken."""
        person = self._people.find(known(cells["nip"]))
        label = person.full_name if person else cells.get("name") or cells["nip"]
        try:
            outcome, note = self._take(self._people.person(known(cells["nip"])), cells)
            return Verdict(line, outcome, label, note)
        except Refused as why:
            return refused(line, label, why)

    def _take(self, person: Employee, cells: Mapping[str, str]) -> tuple[Outcome, str]:
        said = _ratings(cells)
        period, span = self._periods.of(cells)
        post = self._people.post(person, span[1])
        seats = self._seats(person, post, span[1], cells)
        before = self._known.get(_key(post.pk, period))
        if before is not None:
            return self._again(before, said, cells), ""
        plan = self._plan(post, period, span, cells)
        row = Evaluation(
            agency=self._agency,
            plan=plan,
            assignment=post,
            period=period,
            rater=seats.rater,
            reviewer=seats.reviewer,
            decided_by=seats.rater,
            state=Evaluation.State.CLOSED,
            recommendation=cells.get("recommendation", ""),
            origin=_origin(cells),
            **said,
        )
        notes = [gettext(_GUESSED) % {"name": seats.rater.full_name}] if seats.is_guessed else []
        notes += self._objected(row, cells)
        self._fresh.append(row)
        self._known[_key(post.pk, period)] = row
        return Outcome.REPAIRED if seats.is_guessed else Outcome.TAKEN, " ".join(notes)

    def _again(self, row: Evaluation, said: Mapping[str, str], cells: Mapping[str, str]) -> Outcome:
        if row.origin not in IMPORTED:
            raise Refused(_RATED_HERE)
        if all(getattr(row, name) == value for name, value in said.items()):
            return Outcome.UNCHANGED
        if row.pk is None:
            raise Refused(_TWICE)
        if row.state != Evaluation.State.CLOSED or _asks(cells):
            raise Refused(_IN_HAND)
        for name, value in said.items():
            setattr(row, name, value)
        self._changed.append(row)
        return Outcome.TAKEN

    def _seats(
        self, person: Employee, post: Assignment, day: date, cells: Mapping[str, str]
    ) -> _Seats:
        line, is_known = self._people.line(post, day)
        rater = self._named(cells.get("rater", "")) or (line.rater if line else None)
        reviewer = self._named(cells.get("reviewer", "")) or (line.reviewer if line else None)
        if rater is None:
            raise Refused(_NO_RATER)
        if rater.pk == person.pk:
            raise Refused(_ITSELF)
        if reviewer is not None and reviewer.pk in (person.pk, rater.pk):
            reviewer = None
        return _Seats(rater, reviewer, not (cells.get("rater") or is_known))

    def _named(self, number: str) -> Employee | None:
        if number in _NOTHING:
            return None
        found = self._people.find(known(number))
        if found is None:
            raise Refused(_UNKNOWN_RATER, nip=number)
        return found

    def _plan(
        self, post: Assignment, period: Period, span: tuple[date, date], cells: Mapping[str, str]
    ) -> PerformancePlan:
        """The year's plan; where nobody brought one, a bare one that says where it came from."""
        made = PerformancePlan(
            agency=self._agency,
            assignment=post,
            year=period.year,
            state=PerformancePlan.State.SET,
            for_head=plans_as_head(post),
            starts=span[0],
            ends=span[1],
            origin=_origin(cells),
        )
        return self._plans.setdefault((post.pk, period.year), made)

    def _objected(self, row: Evaluation, cells: Mapping[str, str]) -> list[str]:
        if not _asks(cells):
            return []
        if row.reviewer is None:
            raise Refused(_NO_REVIEWER)
        filed = read_day(cells.get("filed_on", ""))
        rules = deadline_rules(self._agency, row.period.year)
        by = deadlines.decision_by(calendar_of(self._agency), filed, rules)
        row.state = Evaluation.State.OBJECTED
        self._objections.append(
            Objection(
                agency=self._agency,
                evaluation=row,
                reason=cells["objection"],
                filed_on=filed,
                decide_by=by,
                old_result_rating=row.result_rating,
                old_behaviour_rating=row.behaviour_rating,
                old_grade=row.grade,
                old_recommendation=row.recommendation,
            )
        )
        return [gettext(_DECIDE_BY) % {"day": f"{by:%d-%m-%Y}"}]

    def write(self) -> None:
        """Store what is new or changed. Four queries at most."""
        plans = {id(row.plan): row.plan for row in self._fresh if row.plan.pk is None}
        PerformancePlan.objects.bulk_create(plans.values(), batch_size=500)
        Evaluation.objects.bulk_create(self._fresh, batch_size=500)
        Objection.objects.bulk_create(self._objections, batch_size=500)
        if self._changed:
            fields = ["result_rating", "behaviour_rating", "grade"]
            Evaluation.objects.bulk_update(self._changed, fields, batch_size=500)


def _key(post_id: int, period: Period) -> tuple[int, int, int]:
    return post_id, period.year, period.number


def _numbers(rows: Iterable[Mapping[str, str]]) -> set[str]:
    named = (cells.get(name, "") for cells in rows for name in ("nip", "rater", "reviewer"))
    return {known(number) for number in named if number}


def _ratings(cells: Mapping[str, str]) -> dict[str, str]:
    result, behaviour = read_rating(cells["result"]), read_rating(cells["behaviour"])
    found = grade(result, behaviour)
    if cells.get("grade") and read_grade(cells["grade"]) != found:
        raise Refused(_OTHER_GRADE, said=cells["grade"][:40], found=GRADE_NAMES[found])
    return {
        "result_rating": result.value,
        "behaviour_rating": behaviour.value,
        "grade": found.value,
    }


def _asks(cells: Mapping[str, str]) -> bool:
    return cells.get("objection", "").strip().casefold() not in _NOTHING


def _origin(cells: Mapping[str, str]) -> Origin:
    return Origin.BKN if cells.get("external_id") else Origin.TABLE
