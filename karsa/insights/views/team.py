from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights.queries.tables import MEMBERS, member_rows
from karsa.insights.queries.team import Member, Team, team_of, with_months
from karsa.journal.queries import headline
from karsa.journal.services.acts import board_acts
from karsa.kit import downloads
from karsa.kit.live.address import allow_stream
from karsa.kit.pages import page
from karsa.rules.lights import Light

FIRST = 30  # people on a board at first, those who need most; the rest is one tap away


@require_GET
@staff(Role.RATER)
def team(request: StaffRequest) -> HttpResponseBase:
    """The board of the people one rates. Seven queries beside the frame's."""
    board = team_of(request.actor)
    wanted = request.GET.get("pilih", "perhatian")
    members = [member for member in board.members if _fits(member, wanted)]
    first = members if "semua" in request.GET else members[:FIRST]
    shown = page(
        request,
        "insights/team.html",
        team=board,
        headline=headline(board.waiting),
        members=with_months(first, request.actor.today),
        more=len(members) - len(first),
        wanted=wanted,
        filters=_filters(board, wanted),
        acts=board_acts(request.actor),
        others=sum(not member.needs_attention for member in board.members),
    )
    return allow_stream(request, shown)


@require_GET
@staff(Role.RATER)
def team_table(request: StaffRequest, kind: str) -> HttpResponse:
    """The whole team as CSV or XLSX."""
    if kind not in downloads.TABLES:
        raise Http404
    members = team_of(request.actor).members
    return downloads.table("tim", kind, [str(head) for head in MEMBERS], member_rows(members))


def _fits(member: Member, wanted: str) -> bool:
    tests = {
        "perhatian": member.needs_attention,
        "menunggu": bool(member.waiting),
        "tertinggal": member.light == Light.BAD,
        "diam": member.light == Light.STALE,
    }
    return tests.get(wanted, True)


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
