"""Takes in what machines report: each event once, each correction beside what it corrects."""

from karsa.indicators.services.feeding.batch import MOST, Answer, Outcome, mark, take_batch
from karsa.indicators.services.feeding.reading import event_of

__all__ = ["MOST", "Answer", "Outcome", "event_of", "mark", "take_batch"]
