from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights.queries.tables import MEMBERS, member_rows
from karsa.insights.queries.team import Member, Team, team_of, with_months
from karsa.journal.queries import backlog, headline, told_by_team, waits_word
from karsa.journal.services.acts import board_acts
from karsa.kit import downloads
from karsa.kit.live.address import allow_stream
from karsa.kit.pages import page
from karsa.kit.unread import Unread
from karsa.rules.lights import Light

FIRST = 30  # people on a board at first, those who need most; the rest is one tap away


# Of whom the board shows only some; anything else is everybody.
_FITS: dict[str, Callable[[Member], bool]] = {
    "perhatian": lambda member: member.needs_attention,
    "menunggu": lambda member: member.waits > 0,
    "tertinggal": lambda member: member.light == Light.BAD,
    "diam": lambda member: member.light == Light.STALE,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a board shows of a team, and how many more fit."""

    team: Team
    members: Sequence[Member]
    more: int
    filters: Sequence[Mapping[str, object]]
    headline: str

    @property
    def others(self) -> int:
        """How many people need nothing today."""
        return sum(not member.needs_attention for member in self.team.members)


@require_GET
@staff(Role.RATER)
def team(request: StaffRequest) -> HttpResponseBase:
    """The board of the people one rates. Two queries beside the frame's, ten drawn anew."""
    actor, told = request.actor, told_by_team(request.actor)
    wanted, is_whole = request.GET.get("pilih", "perhatian"), "semua" in request.GET
    wanted = wanted if wanted in _FITS else "semua"
    follows_from = "team", actor.sight, told, waits_word(actor), wanted, is_whole
    board = Unread(lambda: _shown(_team(actor, told), actor.today, wanted, is_whole), *follows_from)
    shown = page(
        request,
        "insights/team.html",
        board=board,
        wanted=wanted,
        acts=board_acts(actor),
        origin=request.build_absolute_uri("/").rstrip("/"),
    )
    return allow_stream(request, shown)


def _team(actor: Actor, told: str) -> Team:
    return team_of(actor, backlog(actor), told)


def _shown(found: Team, today: date, wanted: str, is_whole: bool) -> Shown:
    members = [member for member in found.members if _fits(member, wanted)]
    first = members if is_whole else members[:FIRST]
    return Shown(
        team=found,
        members=with_months(first, today),
        more=len(members) - len(first),
        filters=_filters(found, wanted),
        headline=headline(found.waiting),
    )


@require_GET
@staff(Role.RATER)
def team_table(request: StaffRequest, kind: str) -> HttpResponse:
    """The whole team as CSV or XLSX."""
    if kind not in downloads.TABLES:
        raise Http404
    members = _team(request.actor, told_by_team(request.actor)).members
    return downloads.table("tim", kind, [str(head) for head in MEMBERS], member_rows(members))


def _fits(member: Member, wanted: str) -> bool:
    return wanted not in _FITS or _FITS[wanted](member)


def _filters(board: Team, wanted: str) -> list[dict[str, object]]:
    names = {
        "perhatian": _("Perlu perhatian"),
        "menunggu": _("Menunggu saya"),
        "tertinggal": _("Tertinggal"),
        "diam": _("Lama diam"),
        "semua": _("Semua orang"),
    }
    return [
        {
            "label": name,
            "url": f"?pilih={key}",
            "current": key == wanted,
            "count": sum(_fits(member, key) for member in board.members),
        }
        for key, name in names.items()
    ]
