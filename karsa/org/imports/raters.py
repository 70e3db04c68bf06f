"""The round trip of raters: the table that was taken away comes back with corrections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.spreadsheets import Sheet
from karsa.org.imports.people_rows import UNKNOWN, Row, known
from karsa.org.models import Assignment, Employee, RaterLine
from karsa.org.queries.raters import rated_by, rating_paths
from karsa.org.services.rater_lines import Change, check_change, set_many
from karsa.rules import nip as nips
from karsa.rules.dates import read_day
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_UNKNOWN_RATER = gettext_noop("NIP penilai tidak ada di daftar pegawai yang aktif.")
_NO_POST = gettext_noop("Pegawai ini belum punya penempatan pada tanggal itu.")
_TWICE = gettext_noop("Penempatan ini sudah diatur oleh baris %(other)s.")
_PAST = gettext_noop(
    "Tanggal itu milik penilai yang sudah ditetapkan. Isi “berlaku dari” dengan hari pertama "
    "penilai yang baru."
)
_DECREE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one row asks for."""

    line: int
    name: str
    post: Assignment
    change: Change


class RaterImport:
    """Reads, checks and writes raters; the same table again changes nothing."""

    slice_size = 500

    def __init__(self, agency: Agency, today: date, sheet: Sheet) -> None:
        """Count the rows."""
        self._agency = agency
        self.total = sum(1 for _row in sheet.rows("nip"))
        self._chains: dict[date, dict[int, int]] = {}
        self._paths: dict[tuple[int, date], tuple[str, ...]] = {}
        self._lines: dict[int, int] = {}

    def take(self, rows: Sequence[Row], *, write_down: bool) -> list[Verdict]:
        """Return a verdict per row; with `write_down`, write in the caller's transaction.

        Four queries for the slice, and up to four for each rater that changes.
        """
        people = self._people(rows)
        posts = self._posts(people)
        return [self._row(row, people, posts, write_down) for row in rows]

    def finish(self) -> None:
        """Nothing: reviewers have followed with each row."""

    def _row(
        self,
        row: Row,
        people: Mapping[str, Employee],
        posts: Mapping[int, Sequence[Assignment]],
        write_down: bool,
    ) -> Verdict:
        line, cells = row
        label = cells.get("name") or _("Tanpa nama")
        try:
            if not cells["rater_nip"]:
                note = _("NIP penilai kosong, jadi baris ini dilewati.")
                return Verdict(line, Outcome.UNCHANGED, label, note)
            return self._take(_wish(row, people, posts), write_down)
        except Refused as why:
            return refused(line, label, why)

    def _take(self, wish: _Wish, write_down: bool) -> Verdict:
        post, change = wish.post, wish.change
        now = _line_on(post, change.starts)
        if now and now.rater_id == change.rater_id:
            return Verdict(wish.line, Outcome.UNCHANGED, wish.name)
        if post.pk in self._lines:
            raise Refused(_TWICE, other=self._lines[post.pk])
        if now and now.starts == change.starts and now.origin == RaterLine.Origin.SET:
            raise Refused(_PAST)
        chain = self._chain(change.starts)
        check_change(post, change, chain, may_rate=post.unit.path.startswith(self._may(change)))
        self._lines[post.pk] = wish.line
        if write_down:
            set_many(agency=self._agency, posts=[post], change=change, known=chain)
        elif post.kind == Assignment.Kind.DEFINITIVE:
            chain[post.employee_id] = change.rater_id
        return Verdict(wish.line, Outcome.TAKEN, wish.name)

    def _chain(self, day: date) -> dict[int, int]:
        if day not in self._chains:
            self._chains[day] = rated_by(self._agency, day)
        return self._chains[day]

    def _may(self, change: Change) -> tuple[str, ...]:
        key = (change.rater_id, change.starts)
        if key not in self._paths:
            self._paths[key] = rating_paths(*key)
        return self._paths[key]

    def _people(self, rows: Sequence[Row]) -> dict[str, Employee]:
        wanted = {known(cells[name]) for _, cells in rows for name in ("nip", "rater_nip")}
        found = Employee.objects.filter(agency=self._agency, nip__in=wanted)
        return {person.nip: person for person in found}

    def _posts(self, people: Mapping[str, Employee]) -> dict[int, list[Assignment]]:
        """Posts of people, the definitive ones first, with their raters over time."""
        found: dict[int, list[Assignment]] = {}
        posts = Assignment.objects.filter(employee__in=people.values())
        with_lines = posts.select_related("unit").prefetch_related("rater_lines")
        for post in with_lines.order_by("-starts", "pk"):
            found.setdefault(post.employee_id, []).append(post)
        definitive = Assignment.Kind.DEFINITIVE
        for held in found.values():
            held.sort(key=lambda post: post.kind != definitive)
        return found


def _wish(
    row: Row, people: Mapping[str, Employee], posts: Mapping[int, Sequence[Assignment]]
) -> _Wish:
    line, cells = row
    person = people.get(_known(cells["nip"]))
    if person is None:
        raise Refused(UNKNOWN)
    rater = people.get(_known(cells["rater_nip"]))
    if rater is None or not rater.is_active:
        raise Refused(_UNKNOWN_RATER)
    starts = read_day(cells["starts"])
    post = _post_on(posts.get(person.pk, ()), cells.get("post", ""), starts)
    decree = cells.get("decree", "")[:_DECREE_LENGTH]
    return _Wish(line, person.full_name, post, Change(rater.pk, starts, decree))


def _post_on(held: Sequence[Assignment], code: str, day: date) -> Assignment:
    """The post a row means: the one it names, else the definitive one of that day."""
    for post in held:
        is_meant = not code or str(post.pk) == code
        if is_meant and post.starts <= day and (post.ends is None or day <= post.ends):
            return post
    raise Refused(_NO_POST)


def _line_on(post: Assignment, day: date) -> RaterLine | None:
    lines = (row for row in post.rater_lines.all() if row.starts <= day)
    return next((row for row in lines if row.ends is None or day <= row.ends), None)


def _known(raw: str) -> str:
    """The same, but a NIP that a spreadsheet has broken is refused with the reason."""
    if "E+" in raw.upper():
        return nips.read(raw).digits
    return known(raw)
