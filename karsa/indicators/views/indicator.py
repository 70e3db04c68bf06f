from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.queries.indicator import indicator_page
from karsa.indicators.queries.sections import Tab
from karsa.indicators.queries.year import IndicatorYear
from karsa.indicators.views.finding import asked_year, find
from karsa.kit.formats import number
from karsa.kit.pages import page

_TABS = {
    Tab.FIGURES: gettext_lazy("Angka"),
    Tab.CARD: gettext_lazy("Kartu"),
    Tab.TARGETS: gettext_lazy("Target"),
    Tab.INNOVATIONS: gettext_lazy("Inovasi"),
    Tab.HISTORY: gettext_lazy("Riwayat"),
}


@require_GET
@staff()
def indicator(request: StaffRequest, pk: int) -> HttpResponse:
    """An indicator in a year; `?bagian=` opens another tab than its figures."""
    found, year = find(request, pk), asked_year(request)
    tab = next((one for one in Tab if one == request.GET.get("bagian")), Tab.FIGURES)
    shown = indicator_page(request.actor, found, year, tab)
    return page(
        request,
        "indicators/indicator.html",
        shown=shown,
        subject=shown.subject,
        row=shown.subject.row,
        year=year,
        headline=_headline(shown.subject.row),
        tabs=_tabs(tab, year),
    )


def _headline(row: IndicatorYear) -> str:
    if row.value is None:
        return _("%(name)s: belum ada data") % {"name": row.name}
    facts = {"name": row.name, "value": number(row.value), "measure": row.measure}
    if row.aim.value is None:
        return _("%(name)s: %(value)s %(measure)s") % facts
    return _("%(name)s: %(value)s dari target %(target)s %(measure)s") % (
        facts | {"target": number(row.aim.value)}
    )


def _tabs(current: Tab, year: int) -> list[dict[str, object]]:
    return [
        {"label": label, "url": f"?bagian={tab}&tahun={year}", "current": tab is current}
        for tab, label in _TABS.items()
    ]
