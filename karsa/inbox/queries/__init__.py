"""What somebody is told, in words, and by which way."""

from karsa.inbox.queries.notices import NoticeRow, notices_of, sentence
from karsa.inbox.queries.ways import Channel, channels, preference_of, wants

__all__ = [
    "Channel",
    "NoticeRow",
    "channels",
    "notices_of",
    "preference_of",
    "sentence",
    "wants",
]
