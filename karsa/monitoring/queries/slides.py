"""A session on a wall: the memo as one item after the other, in the order of the meeting."""

from dataclasses import dataclass

from karsa.monitoring.models import ReviewSession
from karsa.monitoring.queries.memo import Memo, MemoObstacle, MemoSignal, lines_of, read_memo


@dataclass(frozen=True, slots=True)
class Slide:
    """One item; `kind` names its template: start, last, signal, obstacle, cycle or end."""

    kind: str
    memo: Memo
    signal: MemoSignal | None = None
    obstacle: MemoObstacle | None = None
    lines: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The template of its kind."""
        return f"monitoring/slides/{self.kind}.html"


def slides_of(session: ReviewSession) -> list[Slide]:
    """Return the items of a session, never none. No query.

    What was promised last time comes first, then indicators, obstacles, the cycle, conclusions.
    """
    memo = read_memo(session)
    slides = [Slide("start", memo, lines=tuple(memo.last_conclusions))]
    slides += [Slide("last", memo, obstacle=one) for one in memo.last]
    slides += [Slide("signal", memo, signal=one) for one in memo.signals]
    slides += [Slide("obstacle", memo, obstacle=one) for one in memo.obstacles]
    slides.append(Slide("cycle", memo))
    slides.append(Slide("end", memo, lines=tuple(lines_of(session.conclusions))))
    return slides
