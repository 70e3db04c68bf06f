"""Live events: a service tells at commit, one process hears it and passes it to open boards.

An event carries a board and the number of a row, nothing else; the browser then asks for the row
through the normal page, which shows it only to who may see it. A lost event heals: a stream
begins with "look again", and where there is no stream the browser asks from time to time.
"""

from karsa.kit.live.telling import tell
from karsa.kit.live.tickets import Ticket, issue, read

__all__ = ["Ticket", "issue", "read", "tell"]
