"""What somebody is told, in words, and by which way."""

from karsa.inbox.queries.notices import NoticeRow, notices_of, sentence
from karsa.inbox.queries.ways import CHANNELS, Channel, preference_of, wants

__all__ = [
    "CHANNELS",
    "Channel",
    "NoticeRow",
    "notices_of",
    "preference_of",
    "sentence",
    "wants",
]
