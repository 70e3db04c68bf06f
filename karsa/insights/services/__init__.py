"""What is written here: words of a report, the switch of the briefing; and its sending."""

from karsa.insights.services.mailing import Sent, send_briefings
from karsa.insights.services.words import switch_briefing, write_report_text

__all__ = ["Sent", "send_briefings", "switch_briefing", "write_report_text"]
