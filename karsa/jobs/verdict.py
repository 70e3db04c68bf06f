"""What became of one row of a file."""

from dataclasses import dataclass

from karsa.jobs.models import Batch, BatchRow
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused

Outcome = BatchRow.Outcome
_LABEL_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """The line in the file, what became of it, whom or what it names, and what to know or do."""

    line: int
    outcome: Outcome
    label: str
    note: str = ""

    def row(self, batch: Batch) -> BatchRow:
        """The verdict as a row of the batch's report, not yet saved."""
        return BatchRow(
            agency_id=batch.agency_id,
            batch=batch,
            number=self.line,
            outcome=self.outcome,
            label=self.label[:_LABEL_LENGTH],
            note=self.note,
        )


def refused(line: int, label: str, why: Refused) -> Verdict:
    """The verdict of a row that is not taken, with the reason in words."""
    return Verdict(line, Outcome.REFUSED, label, sentence(why))
