from django.http import HttpResponse
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights.queries.leader import board_of
from karsa.kit.pages import page
from karsa.rules.lights import LIGHT_NAMES, Light

# What fits a glance; the others are one tap away.
SHOWN = 12


@require_GET
@staff(
    Role.REGENT,
    Role.UNIT_HEAD,
    Role.EVALUATION_TEAM,
    Role.PERFORMANCE_MANAGER,
    Role.INSPECTOR,
    Role.ADMINISTRATOR,
)
def leader(request: StaffRequest) -> HttpResponse:
    """Indicators of one's units by need of attention. Five queries beside the frame's."""
    board = board_of(request.actor)
    wanted = request.GET.get("lampu", "")
    signals = [signal for signal in board.signals if wanted in ("", signal.year.light)]
    shown = signals if request.GET.get("semua") else signals[:SHOWN]
    return page(
        request,
        "insights/leader.html",
        board=board,
        filters=_filters(board.lights, len(board.signals), wanted),
        wanted=wanted,
        signals=shown,
        rest=len(signals) - len(shown),
        months=[MONTHS_3[number] for number in range(1, request.actor.today.month + 1)],
        rows=[(row.name, row.months) for row in board.units],
    )


def _filters(lights: dict[str, int], total: int, wanted: str) -> list[dict[str, object]]:
    """The lights as a filter bar, the most urgent first, only those that occur."""
    chosen = [(code, LIGHT_NAMES[Light(code)]) for code in ("bad", "stale", "warn", "none", "good")]
    bar = [{"label": _("Semua"), "url": "?", "current": not wanted, "count": total}]
    return bar + [
        {
            "label": gettext(name),
            "url": f"?lampu={code}",
            "current": wanted == code,
            "count": lights[code],
        }
        for code, name in chosen
        if lights.get(code)
    ]
