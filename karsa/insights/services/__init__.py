"""What is written here: words of a report, the switch of the briefing, releases; and sending."""

from karsa.insights.services.embedding import set_embedding
from karsa.insights.services.mailing import Sent, send_briefings
from karsa.insights.services.releasing import release_data, release_report
from karsa.insights.services.words import switch_briefing, write_report_text

__all__ = [
    "Sent",
    "release_data",
    "release_report",
    "send_briefings",
    "set_embedding",
    "switch_briefing",
    "write_report_text",
]
