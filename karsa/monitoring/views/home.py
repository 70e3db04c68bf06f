from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.kit.pages import page, slice_of
from karsa.monitoring.policies import can_monitor
from karsa.monitoring.queries.home import home_of
from karsa.monitoring.queries.people import ORDER, posts_watched, progress_of_people

watchers = staff(
    Role.EVALUATION_TEAM,
    Role.UNIT_HEAD,
    Role.REGENT,
    Role.PERFORMANCE_MANAGER,
    Role.INSPECTOR,
)
# What fits a glance; the meeting's memo and the boards hold the rest.
SHOWN = 12


@require_GET
@watchers
def home(request: StaffRequest) -> HttpResponse:
    """What the team should look at first. Seven queries beside the frame's."""
    found = home_of(request.actor)
    warnings, units = found.signals.warnings, found.signals.units
    return page(
        request,
        "monitoring/home.html",
        home=found,
        warnings=[(one, units[one.row.unit_id]) for one in warnings[:SHOWN]],
        rest=max(len(warnings) - SHOWN, 0),
        meets={card.team.pk for card in found.teams if can_monitor(request.actor, card.team.unit)},
        headline=_headline(len(warnings), len(found.unowned), len(found.overdue)),
    )


def _headline(urgent: int, unowned: int, overdue: int) -> str:
    if overdue:
        return _("%(n)s tindak lanjut lewat tanggalnya") % {"n": overdue}
    if unowned:
        return _("%(n)s hambatan belum ada penanggung jawabnya") % {"n": unowned}
    if urgent:
        return _("%(n)s indikator perlu dibahas") % {"n": urgent}
    return _("Tidak ada yang mendesak hari ini")


@require_GET
@watchers
def people(request: StaffRequest) -> HttpResponse:
    """Persons' progress in counts. Four queries beside the frame's."""
    shown = slice_of(posts_watched(request.actor), request, *ORDER)
    return page(
        request,
        "monitoring/people.html",
        "rows",
        rows=progress_of_people(request.actor, shown.rows),
        next_key=shown.next_key,
    )
