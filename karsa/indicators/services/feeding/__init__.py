"""Takes in what machines report: each event once, each correction beside what it corrects."""

from karsa.indicators.services.feeding.batch import MOST, Answer, Outcome, mark, take_batch

__all__ = ["MOST", "Answer", "Outcome", "mark", "take_batch"]
