"""Which of several rows with the same number is meant: decided before anything is written."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_noop

from karsa.rules import nip as nips
from karsa.rules.dates import read_day
from karsa.rules.refused import Refused

_SAME_NIP = gettext_noop(
    "NIP sama dengan baris %(other)s. Baris %(other)s dipakai, baris ini dilewati."
)
_NOT_BORN_SO = gettext_noop(
    "NIP sama dengan baris %(other)s, dan tanggal lahir baris ini tidak cocok dengan NIP itu. "
    "Periksa NIP pegawai ini."
)
_SAME_ID = gettext_noop(
    "pns_id sama dengan baris %(other)s. Baris %(other)s dipakai, baris ini dilewati."
)


class Duplicates:
    """Numbers and ids seen so far; the first row wins, unless only a later one fits its NIP."""

    def __init__(self) -> None:
        self._nips: dict[str, tuple[int, bool]] = {}
        self._ids: dict[str, int] = {}
        self._why: dict[int, Refused] = {}
        self.count = 0

    def read(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> None:
        """Look through the whole file once, keeping numbers and lines only."""
        for line, row in rows:
            self.count += 1
            if digits := _digits(row["nip"]):
                self._claim(line, digits, _fits(digits, row.get("born", "")))
            if (external := row.get("external_id", "")) and line not in self._why:
                first = self._ids.setdefault(external, line)
                if first != line:
                    self._why[line] = Refused(_SAME_ID, other=first)

    def refusal(self, line: int) -> Refused | None:
        """Why this line is not taken, None if it is."""
        return self._why.get(line)

    def _claim(self, line: int, digits: str, fits: bool) -> None:
        first = self._nips.setdefault(digits, (line, fits))
        if first[0] == line:
            return
        if fits and not first[1]:
            self._nips[digits] = (line, fits)
            self._why[first[0]] = Refused(_NOT_BORN_SO, other=line)
        else:
            why = _SAME_NIP if fits or not first[1] else _NOT_BORN_SO
            self._why[line] = Refused(why, other=first[0])


def _digits(raw: str) -> str:
    try:
        return nips.read(raw).digits
    except Refused:
        return ""


def _fits(digits: str, born: str) -> bool:
    try:
        return f"{read_day(born):%Y%m%d}" == digits[:8]
    except Refused:
        return False
