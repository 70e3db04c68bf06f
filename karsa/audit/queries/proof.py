"""Whether the record still is what was sealed: read once, in the order of its keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from karsa.audit.models import AuditEntry, AuditSeal
from karsa.audit.queries.chain import SEALED, digest
from karsa.rules.chain import BEFORE_THE_FIRST, link, mark_at, salted, unpacked
from karsa.tenancy.models import Agency

MOST_FINDINGS = 100  # more say nothing new, and the proof stays within its memory
_AT_ONCE = 5_000
_SEALED = len(SEALED)
_WITH_DETAIL = (*SEALED, "detail__salt", "detail__text")


class Fault(StrEnum):
    """What is wrong with an entry, or with a seal."""

    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    DETAIL = "detail"  # the erasable part says something else than was sealed
    SEAL = "seal"
    ANCHOR = "anchor"  # a link that was written down elsewhere stands no more


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; `key` is the entry's, or the seal's number."""

    fault: Fault
    key: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link that somebody kept outside of the database."""

    number: int
    link: str


@dataclass(slots=True)
class Proof:
    """`open` entries wait for the next seal; `erased` details were taken away by law."""

    entries: int = 0
    seals: int = 0
    open: int = 0
    erased: int = 0
    head: str = BEFORE_THE_FIRST
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Nothing was changed, removed, moved or added."""
        return not self.findings


def prove(agency: Agency, since: datetime, anchor: Anchor | None = None) -> Proof:
    """Read the agency's whole record and its seals; `since` is when late entries are still open.

    Stops after a hundred findings. Memory does not grow with the record. Two streamed queries
    and one.
    """
    return _Reading(agency, anchor).whole(since)


class _Reading:
    """One walk along entries and seals side by side."""

    def __init__(self, agency: Agency, anchor: Anchor | None) -> None:
        self.agency, self.anchor, self.proof = agency, anchor, Proof()
        self.waiting: dict[int, bytes] = {}  # read, and not yet met in a seal
        self.entries, self.reached = self._read(), 0

    def whole(self, since: datetime) -> Proof:
        reach = 0
        for seal in self._seals():
            self._compare(seal)
            reach = seal.last_key if seal.at < since else reach
            if len(self.proof.findings) >= MOST_FINDINGS:
                return self.proof
        if self.anchor and self.anchor.number > self.proof.seals:
            self._say(Fault.ANCHOR, self.anchor.number)
        late = {key for key in self.waiting if key > reach}
        for key in sorted(self.waiting.keys() - late):
            self._say(Fault.ADDED, key)
        self.proof.open = len(late) + sum(1 for _ in self.entries)
        return self.proof

    def _seals(self) -> Iterator[AuditSeal]:
        seals = AuditSeal.objects.filter(agency=self.agency).order_by("number")
        return seals.iterator(chunk_size=50)

    def _read(self) -> Iterator[tuple[int, bytes]]:
        entries = AuditEntry.objects.filter(agency=self.agency).order_by("pk")
        for count, row in enumerate(entries.values_list(*_WITH_DETAIL).iterator(_AT_ONCE), 1):
            entry, (salt, text) = row[:_SEALED], row[_SEALED:]
            if entry[-1] or salt:
                self._check_detail(entry[0], entry[-1], salt, text)
            self.proof.entries = count
            yield entry[0], digest(self.agency.pk, entry)

    def _check_detail(self, key: int, sealed: str, salt: bytes | None, text: str | None) -> None:
        if text is None:
            self.proof.erased += bool(sealed)
        elif salted(bytes(salt or b""), text) != sealed:
            self._say(Fault.DETAIL, key)

    def _compare(self, seal: AuditSeal) -> None:
        """Meet a seal with its entries; a broken one is told once, not with all that follow."""
        self._read_up_to(seal.last_key)
        proof = self.proof
        before, known = len(proof.findings), bytes(seal.marks)
        rows = [
            self._row(key, mark_at(known, place))
            for place, key in enumerate(unpacked(bytes(seal.keys)))
        ]
        is_next = seal.number == proof.seals + 1
        is_linked = link(proof.head, seal.number, rows) == seal.link
        if len(proof.findings) == before and not (is_next and is_linked):
            self._say(Fault.SEAL, seal.number)
        if self.anchor and self.anchor.number == seal.number and self.anchor.link != seal.link:
            self._say(Fault.ANCHOR, seal.number)
        proof.seals, proof.head = seal.number, seal.link

    def _read_up_to(self, key: int) -> None:
        while self.reached < key:
            self.reached, row = next(self.entries, (key, b""))
            if row:
                self.waiting[self.reached] = row

    def _row(self, key: int, mark: bytes) -> bytes:
        row = self.waiting.pop(key, b"")
        if not row:
            self._say(Fault.REMOVED, key)
        elif not row.startswith(mark):
            self._say(Fault.CHANGED, key)
        return row

    def _say(self, fault: Fault, key: int) -> None:
        self.proof.findings.append(Finding(fault, key))
