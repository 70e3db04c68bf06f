"""Reads of the journal: what is mine, what waits, how far results are, what is documented."""

from karsa.journal.queries.arrivals import Standing, standings
from karsa.journal.queries.documentation import (
    Documentation,
    DocumentedAction,
    DocumentedResult,
    documentation,
    plans_documented_for,
)
from karsa.journal.queries.marks import told_by_me, told_by_team
from karsa.journal.queries.mine import (
    Choice,
    Lately,
    Repeatable,
    choices,
    lately,
    newest,
    open_plans,
    own_counts,
    recent,
    repeatable,
)
from karsa.journal.queries.oddities import Question, notes_on, places_on, unexplained
from karsa.journal.queries.places import Place, by_words, place_of, places
from karsa.journal.queries.progress import Progress, months_added, progress_in, progress_of
from karsa.journal.queries.rows import EntryRow, Proof, row_of, rows_of
from karsa.journal.queries.waiting import (
    Backlog,
    Queue,
    backlog,
    headline,
    queue,
    waiting,
    waiting_count,
    waits_word,
)

__all__ = [
    "Backlog",
    "Choice",
    "Documentation",
    "DocumentedAction",
    "DocumentedResult",
    "EntryRow",
    "Lately",
    "Place",
    "Progress",
    "Proof",
    "Question",
    "Queue",
    "Repeatable",
    "Standing",
    "backlog",
    "by_words",
    "choices",
    "documentation",
    "headline",
    "lately",
    "months_added",
    "newest",
    "notes_on",
    "open_plans",
    "own_counts",
    "place_of",
    "places",
    "places_on",
    "plans_documented_for",
    "progress_in",
    "progress_of",
    "queue",
    "recent",
    "repeatable",
    "row_of",
    "rows_of",
    "standings",
    "told_by_me",
    "told_by_team",
    "unexplained",
    "waiting",
    "waiting_count",
    "waits_word",
]
