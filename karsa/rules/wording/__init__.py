"""The reviewer of wording: what a statement is, and what would make it clearer. It only advises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from karsa.rules.wording import checks
from karsa.rules.wording.checks import Context, Remark
from karsa.rules.wording.classify import Nature, classify, parse
from karsa.rules.wording.likeness import Known
from karsa.rules.wording.suggest import better
from karsa.rules.wording.words import plain

__all__ = ["Context", "Known", "Nature", "Remark", "Review", "review", "review_all"]


@dataclass(frozen=True, slots=True)
class Review:
    """A statement's class, why it is that class (with better wordings), and further remarks."""

    statement: str
    nature: Nature
    why: Remark
    remarks: tuple[Remark, ...]

    def reasons(self) -> list[str]:
        """Everything said, in Indonesian, the class first."""
        return [remark.text() for remark in (self.why, *self.remarks)]


def review(statement: str, context: Context = Context()) -> Review:  # noqa: B008 - it is frozen
    """Return what `statement` is and what to better in it; any text will do, nothing is raised.

    Some 10,000 statements take four seconds. Source: PermenPANRB 6/2022, Anak Lampiran 1 table 1
    for the class, annex II.A for control and measures; the rest is house rule.
    """
    of = parse(statement)
    verdict = classify(of)
    why = Remark(verdict.code, verdict.sentence, (), better(statement, verdict.nature))
    text = plain(statement)
    of_result = verdict.nature is Nature.RESULT
    remarks = (
        *(checks.measurable(of, context) if of_result else ()),
        *checks.unit_and_direction(text, of, context),
        *(checks.one_thing(text, of) if of_result else ()),
        *(checks.control(text, of) if of_result else ()),
        *checks.easier(context),
        *checks.complaints(text, context),
        *checks.doubles(statement, context),
    )
    return Review(statement, verdict.nature, why, remarks)


def review_all(
    statements: Iterable[str],
    context: Context = Context(),  # noqa: B008 - it is frozen
) -> Iterator[Review]:
    """Review many statements, compared with each other too; for imports and files."""
    every = list(statements)
    among = replace(context, known=Known(every), within=True)
    return (review(statement, among) for statement in every)
