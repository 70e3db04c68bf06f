"""A reporter's browser hears that there is news: never what, nor of which report."""

import logging

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, override

from karsa.complaints.models import Case, CaseBrowser
from karsa.complaints.services import guards
from karsa.inbox.services import check_browser, push_to
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_MOST = 3
_ENDED = Q(case__closed_on__isnull=False) | Q(case__main__closed_on__isnull=False)
_log = logging.getLogger(__name__)


@transaction.atomic
def listen(*, case: Case, endpoint: str, p256dh: str, auth: str) -> None:
    """Have a browser hear of a report's news until it is closed. Nobody's doing: no audit.

    Raises Refused once it is closed, for an address that is no push service's, or a fourth one.
    """
    row = guards.lock(case)
    check_browser(endpoint, p256dh, auth)
    if row.closed_on:
        raise Refused(_("Laporan ini sudah selesai, jadi tidak ada kabar lagi."))
    if row.browsers.exclude(endpoint=endpoint).count() >= _MOST:
        raise Refused(_("Sudah tiga perangkat dikabari tentang laporan ini."))
    keys = {"p256dh": p256dh, "auth": auth, "agency_id": row.agency_id}
    CaseBrowser.objects.update_or_create(case=row, endpoint=endpoint, defaults=keys)


def stop(*, case: Case, endpoint: str) -> None:
    """Tell this browser nothing more. One query."""
    CaseBrowser.objects.filter(case=case, endpoint=endpoint).delete()


def send(*, agency: Agency, case_id: int) -> int:
    """Tell the browsers of a case and of those joined with it; return to how many.

    One that is gone is forgotten, and all of them with the last news of a closed report.
    """
    about = Q(case=case_id) | Q(case__main=case_id)
    rows = CaseBrowser.objects.filter(about, agency=agency)
    with override("id"):
        body = gettext("Ada kabar untuk Anda. Buka dengan kode yang Anda simpan.")
    message = {"title": agency.name, "body": body, "url": reverse("portal:track")}
    told = sum(_send(row, message) for row in rows)
    rows.filter(_ENDED).delete()
    return told


def forget_ended(agency: Agency) -> None:
    """Delete the browsers of reports that are closed. One query."""
    ended = CaseBrowser.objects.filter(_ENDED, agency=agency)
    CaseBrowser.objects.filter(pk__in=ended.values("pk")).delete()


def _send(row: CaseBrowser, message: dict[str, str]) -> bool:
    try:
        is_there = push_to(row, message)
    except OSError as problem:
        _log.warning("complaint news not pushed: %s", type(problem).__name__)
        return False
    if not is_there:
        row.delete()
    return is_there
