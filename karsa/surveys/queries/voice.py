"""What surveys say of a service month by month: a source of indicators."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karsa.rules.skm import ELEMENT_NAMES, Element
from karsa.rules.voice import Heard
from karsa.surveys.models import COLUMNS, Response
from karsa.surveys.queries.figures import by_month, settled
from karsa.tenancy.models import Agency

IKM = "ikm"
STATISTICS: Mapping[str, str | Promise] = {
    IKM: _("Indeks kepuasan (IKM, 25–100)"),
    **{element.value: _(ELEMENT_NAMES[element]) for element in Element},
}
_COLUMN = dict(zip(Element, COLUMNS, strict=True))


def heard(agency: Agency, service_id: int | None, statistic: str, year: int) -> list[Heard]:
    """Return each month's IKM, or an element's mean × 25, of a service (None: of all). One query.

    Of counted answers only, so that a decision on a flag changes what is heard; of surveys that
    are open in whole fives. Every month that has answers, however few: who shows it keeps small
    ones back.
    """
    rows = Response.objects.filter(agency=agency, day__year=year, is_counted=True)
    if service_id is not None:
        rows = rows.filter(survey__service=service_id)
    column = None if statistic == IKM else _COLUMN[Element(statistic)]
    found = by_month(settled(rows), column)
    return [Heard(month, value, n) for month, (value, n) in sorted(found.items())]
