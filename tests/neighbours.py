"""The pages that the demo's people meet nothing for: a thing of each kind, and what leads to it.

A row of the access table says what a page is about. The thing is made, and whoever the table lets
in begins at the other pages of the room that can be about it; then at those about nothing in
particular, Rina and her clinic.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from karsa.accounts.roles import GRANTED, Role
from karsa.kit.testing import undone
from karsa.org.tests import make
from tests import access
from tests.access import PEOPLE, ROWS, Row, Visitor
from tests.crawl import Crawl

Start = tuple[str, dict[str, object]]
# What is there before anything is made.
_ALWAYS = {"clinic", "rina", "account", "rinas_post"}


# Nobody comes to these by a link of ours: how they do, and so where the way begins.
ELSEWHERE = {
    "alive": "who watches the machine",
    "ready": "who watches the machine",
    "offline": "the browser, without signal",
    "worker": "the browser, by itself",
    "security": "who found a weakness",
    "journal:send": "the phone, as it has signal again",
    "portal:widget": "a frame on another site",
    "complaints:table": "sending a file",
    "documents:verify": "the QR on paper",
    "evaluations:calendar": "a calendar program, by a secret address",
    "portal:ckan": "who harvests open data",
    "portal:invitation": "a letter",
    "portal:survey_link": "a letter",
    "portal:my_comment": "a code one wrote down",
    "portal:my_opinion": "a code one wrote down",
    "journal:waiting_row": "the board, as a row comes in",
    "indicators:sheet": "sending a file",
    "development:sheet": "sending a file",
    "journal:month_one": "sending a file",
    "surveys:paper_rows": "sending a file",
}


@dataclass
class Found:
    """What was reached, and what was odd on the way, by who met it."""

    opened: set[str] = field(default_factory=set)
    odd: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, crawl: Crawl) -> None:
        self.opened |= crawl.opened
        self.odd[name] += crawl.odd


def to_the_rest(missing: set[str], region: access.Region) -> Found:
    """Look for ways to `missing` pages: near the thing first, then through the whole room."""
    found, visitors = Found(), {**region.visitors, **_granted(region.people)}
    by_thing: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        if row["method"] == "GET" and row["page"] in missing:
            by_thing[f"{_room(row['page'])} {row['args']}"].append(row)
    for rows in by_thing.values():
        with undone():
            about = access.made(rows[0]["args"], region.people)
            room, people = _room(rows[0]["page"]), _people_of(rows, visitors)
            near, usual = _near(room, about), _usual(room, region.people)
            ways = [(name, near, 0) for name in people] + [(name, usual, 1) for name in people[:2]]
            for name, starts, deepest in ways:
                wanted = {row["page"] for row in rows} - found.opened
                if wanted:
                    found.add(name, _seek(visitors[name], wanted, starts, deepest))
    return found


def _near(room: str, about: dict[str, object]) -> list[Start]:
    """The room's pages that are asked for by no more than the thing's own keys."""
    return [
        (row["page"], {name: about[name] for name in names})
        for row in _pages_of(room)
        if (names := {name for name, _ in _pairs(row)}) and names <= about.keys()
    ]


def _usual(room: str, people: make.People) -> list[Start]:
    """Where people come by themselves, and the pages about Rina and her clinic."""
    rows = [row for row in _pages_of(room) if {value for _, value in _pairs(row)} <= _ALWAYS]
    return [(row["page"], access.made(row["args"], people)) for row in rows]


def _pages_of(room: str) -> list[Row]:
    return [row for row in ROWS if row["method"] == "GET" and _room(row["page"]) == room]


def _pairs(row: Row) -> list[list[str]]:
    return [one.split("=", 1) for one in row["args"].split(";") if one]


def _room(page: str) -> str:
    return page.partition(":")[0]


def _granted(people: make.People) -> dict[str, Visitor]:
    """Somebody for each role that no column of the table has."""
    made = {}
    for role in sorted(GRANTED - {Role.REGENT, Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR}):
        one = make.employee(people.rina.agency, role)
        make.grant(one, role, people.office.path)
        make.assignment(one, people.office)
        made[str(role)] = Visitor(one.user)
    return made


def _people_of(rows: Iterable[Row], visitors: Iterable[str]) -> list[str]:
    """Whom the table lets in, then those it does not speak of."""
    let_in = [name for name in PEOPLE if any(row[name] == "200" for row in rows)]
    return [*let_in, *(name for name in visitors if name not in PEOPLE)]


def _seek(visitor: Visitor, wanted: set[str], starts: Iterable[Start], deepest: int) -> Crawl:
    room = _room(next(iter(wanted)))
    begun = []
    for page, about in starts:
        with suppress(NoReverseMatch):
            if page not in wanted or page in ELSEWHERE:
                begun.append(reverse(page, kwargs=about))
    crawl = Crawl(visitor, (), most=5, deepest=deepest, within=lambda page: _room(page) == room)
    with undone():
        return crawl.follow(*begun)
