"""What a person writes: words of a report, and whether the monthly briefing comes by mail."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators.models import Indicator
from karsa.insights import policies
from karsa.insights.models import BriefingReader, ReportText
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def write_report_text(
    *, actor: Actor, unit: Unit, year: int, part: str, text: str, indicator: Indicator | None = None
) -> ReportText | None:
    """Write a part of a unit's report, or take it out with an empty text.

    The trail keeps who did so and what stood there before.
    Raises PermissionDenied for who does not report for the unit, Refused for a year that has not
    begun.
    """
    if not policies.can_write_report(actor, unit):
        raise PermissionDenied
    if year > actor.today.year:
        raise Refused(_("Tahun ini belum dimulai, jadi laporannya belum bisa ditulis."))
    where = {"unit": unit, "year": year, "part": part, "indicator": indicator}
    row = ReportText.objects.select_for_update().filter(**where).first()
    before = row.text if row else ""
    if not text:
        if row:
            record(actor, "report.emptied", row, note=before)
            row.delete()
        return None
    row = row or ReportText(agency=actor.agency, **where)
    row.text, row.written_by_id, row.written_at = text, actor.employee_id, actor.now
    row.save()
    record(actor, "report.written", row, note=before)
    return row


@transaction.atomic
def switch_briefing(*, actor: Actor, email: str) -> BriefingReader | None:
    """Have the monthly briefing sent to `email`, or no more with an empty one; record the act.

    Raises PermissionDenied for who leads nothing. The address stays out of the trail.
    """
    if not policies.can_get_briefing(actor) or actor.user_id is None:
        raise PermissionDenied
    rows = BriefingReader.objects.filter(agency=actor.agency, user=actor.user_id)
    if not email:
        for row in rows:
            record(actor, "briefing.off", row)
        rows.delete()
        return None
    kept, _made = BriefingReader.objects.update_or_create(
        user_id=actor.user_id,
        defaults={"email": email, "agency": actor.agency, "since": actor.now},
    )
    record(actor, "briefing.on", kept)
    return kept
