from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies
from karsa.indicators.queries import pages
from karsa.indicators.queries.table import heads, table_rows
from karsa.indicators.views.finding import asked_year
from karsa.kit import downloads
from karsa.kit.pages import page
from karsa.org.models import Assignment, Unit
from karsa.rules.lights import Light

# From October on people plan the year to come.
_PLANNING = 10


def own_unit(actor: Actor) -> int | None:
    """The key of the unit the actor heads or works in, None without a post. One query."""
    posts = Assignment.objects.on(actor.today).filter(employee=actor.me)
    return posts.order_by("-is_head", "starts").values_list("unit", flat=True).first()


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """To the indicators of one's own unit; without a post, to the top of the tree of units."""
    actor, own = request.actor, own_unit(request.actor)
    top = Unit.objects.visible_to(actor).filter(parent=None).values_list("pk", flat=True).first()
    if own is None and top is None:
        return redirect("indicators:tree")
    return redirect("indicators:unit", own or top)


@require_GET
@staff()
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """A unit's indicators, what needs attention first."""
    found = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    year = asked_year(request)
    shown = pages.unit_indicators(request.actor, found, year)
    return page(
        request,
        "indicators/unit.html",
        unit=found,
        year=year,
        shown=shown,
        children=list(found.children.filter(is_open=True).order_by("order", "name")),
        headline=_headline(found, shown),
        note=_("Indikator kinerja %(year)s, yang perlu perhatian lebih dulu.") % {"year": year},
        keeps=policies.can_keep_indicators(request.actor, found),
        carried=year + 1 if request.actor.today.month >= _PLANNING else year,
    )


@require_GET
@staff()
def unit_table(request: StaffRequest, pk: int, year: int, kind: str) -> HttpResponse:
    """A unit's indicators with their months as CSV or XLSX."""
    if kind not in downloads.TABLES:
        raise Http404
    found = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    shown = pages.unit_indicators(request.actor, found, year)
    return downloads.table(f"indikator-{year}", kind, heads(), table_rows(shown.rows))


def _headline(unit: Unit, shown: pages.UnitIndicators) -> str:
    facts = {"unit": unit.name, "all": len(shown.rows)}
    trouble = shown.count(Light.BAD, Light.WARN)
    silent = shown.count(Light.NONE, Light.STALE)
    if not shown.rows:
        return _("%(unit)s belum punya indikator") % facts
    if trouble:
        text = _("%(n)s dari %(all)s indikator %(unit)s perlu perhatian")
        return text % (facts | {"n": trouble})
    if silent:
        text = _("%(n)s dari %(all)s indikator %(unit)s belum punya data baru")
        return text % (facts | {"n": silent})
    return _("Semua %(all)s indikator %(unit)s di jalur") % facts
