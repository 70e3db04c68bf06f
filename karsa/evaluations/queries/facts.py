"""What is known of one work result and of one value, from verified work and feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from karsa.evaluations.queries.achievements import IndicatorFact
from karsa.evaluations.queries.evidence import EntryRow, RemarkRow, ResultRow
from karsa.evaluations.queries.measures import MeasureFact, facts_of
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.rules import proposal as rules
from karsa.rules.grade import Rating


@dataclass(frozen=True, slots=True)
class ResultFact:
    """One work result with what is verified of it in the period."""

    result_id: int
    number: int
    is_main: bool
    text: str
    assigned_by: str
    measures: tuple[MeasureFact, ...]
    entries: tuple[int, ...]
    waiting: int
    files: int
    positive: tuple[int, ...]
    other: tuple[int, ...]
    rating: Rating | None
    why: str

    @property
    def has_figures(self) -> bool:
        """Whether its rating follows from a measured achievement."""
        return any(measure.achievement is not None for measure in self.measures)

    @property
    def id_text(self) -> str:
        """The key as text, for the name of its field."""
        return str(self.result_id)


@dataclass(frozen=True, slots=True)
class ValueFact:
    """One of the seven values with the feedback on it."""

    key: str
    name: str
    positive: tuple[int, ...]
    other: tuple[int, ...]
    voices: int


def result_fact(
    number: int,
    row: ResultRow,
    period: Period,
    entries: Sequence[EntryRow],
    said: Sequence[RemarkRow],
    known: Mapping[int, IndicatorFact],
    share: Decimal,
) -> ResultFact:
    """Hold one result against its verified entries since the plan began. No query.

    `known`: linked indicators by id; `share`: the part of the plan's time that has passed, 0 to 1.
    """
    verified = [entry for entry in entries if entry.counts]
    facts = facts_of(row.measures, verified, known, share)
    own = [entry for entry in verified if entry.day >= period.starts]
    rating, why = _rating_of(facts, own, said)
    sent = [entry for entry in entries if entry.state == DailyEntry.State.SENT]
    return ResultFact(
        result_id=row.pk,
        number=number,
        is_main=row.is_main,
        text=row.text,
        assigned_by=row.assigned_by,
        measures=facts,
        entries=tuple(entry.pk for entry in own),
        waiting=sum(entry.day >= period.starts for entry in sent),
        files=sum(entry.files for entry in own),
        positive=tuple(remark.pk for remark in said if remark.is_positive),
        other=tuple(remark.pk for remark in said if not remark.is_positive),
        rating=rating,
        why=why,
    )


def _rating_of(
    measures: Sequence[MeasureFact], entries: Sequence[EntryRow], said: Sequence[RemarkRow]
) -> tuple[Rating | None, str]:
    """A result's own rating: by its figures, else by feedback on work that is verified."""
    rating = rules.result_rating_from([measure.achievement for measure in measures])
    if rating is not None:
        return rating, _("dari realisasi terverifikasi terhadap target sampai akhir periode")
    if not entries:
        return None, _("belum cukup bukti: belum ada catatan terverifikasi pada periode ini")
    positive = sum(remark.is_positive for remark in said)
    if positive * 2 == len(said):
        return None, _("belum cukup bukti: umpan balik atas hasil ini belum menentukan")
    rating = Rating.MEETS if positive * 2 > len(said) else Rating.BELOW
    return rating, _("dari umpan balik atas catatan yang terverifikasi")


def value_fact(key: str, name: str, said: Sequence[RemarkRow]) -> ValueFact:
    """Count what was said of one value; `voices` are people beside the leader. No query."""
    voices = {
        remark.giver_id or remark.source
        for remark in said
        if remark.is_positive and remark.source != "leader"
    }
    return ValueFact(
        key=key,
        name=name,
        positive=tuple(remark.pk for remark in said if remark.is_positive),
        other=tuple(remark.pk for remark in said if not remark.is_positive),
        voices=len(voices),
    )
