"""Notices leave by mail and web push: each once, unread, and not in quiet hours."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPException
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from karsa.inbox import push
from karsa.inbox.models import Device, Notice, Preference
from karsa.inbox.queries.notices import sentence
from karsa.inbox.queries.ways import Channel, rests, wants
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# What is older has been overtaken by the page itself.
_FRESH = timedelta(days=3)
DIGEST_HOUR = 7
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What leaves for one person by one way; already marked as sent."""

    preference: Preference
    notices: tuple[Notice, ...]


def deliver(*, agency: Agency, now: datetime) -> int:
    """Send what waits; return to how many people. Opens its own scopes.

    A notice is marked before it leaves, so that a machine that stops sends nothing twice; mail
    that the server refuses is unmarked and tried again by the next run.
    """
    with scope(agency), transaction.atomic():
        mail = list(_mail(agency, now))
        _rows(mail).update(mailed_at=now)
        pushes = list(_waiting(agency, now, Channel.PUSH))
        _rows(pushes).update(pushed_at=now)
        devices = _devices(agency, pushes)
    for parcel in mail:
        _send_mail(agency, parcel)
    for parcel in pushes:
        _push(agency, parcel, devices[parcel.preference.user_id])
    return len(mail) + len(pushes)


def _mail(agency: Agency, now: datetime) -> Iterator[_Parcel]:
    """What may leave by mail now; the letter of the day once, from seven o'clock. Three queries."""
    local = now.astimezone(ZoneInfo(agency.zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    told = Notice.objects.filter(agency=agency, mailed_at__gte=midnight)
    had_theirs = set(told.order_by().values_list("user", flat=True).distinct())
    for parcel in _waiting(agency, now, Channel.MAIL):
        chosen = parcel.preference
        is_morning = local.hour >= DIGEST_HOUR and chosen.user_id not in had_theirs
        wanted = {Preference.Mail.AT_ONCE: True, Preference.Mail.DAILY: is_morning}
        if chosen.email and wanted.get(Preference.Mail(chosen.mail)):
            yield parcel


def _waiting(agency: Agency, now: datetime, channel: Channel) -> Iterator[_Parcel]:
    """Per person what is fresh, unread, not yet sent by this way, and welcome. Two queries."""
    sent = {Channel.MAIL: "mailed_at", Channel.PUSH: "pushed_at"}[channel]
    rows = Notice.objects.filter(
        agency=agency, at__gte=now - _FRESH, read_at=None, user__is_active=True, **{sent: None}
    )
    if channel == Channel.PUSH:
        rows = rows.filter(user__in=Device.objects.filter(agency=agency).values("user"))
    else:
        rows = rows.filter(user__in=Preference.objects.filter(agency=agency).values("user"))
    held = list(rows.select_for_update(of=("self",)).order_by("user", "pk"))
    people = {row.user_id for row in held}
    chosen = {row.user_id: row for row in Preference.objects.filter(agency=agency, user__in=people)}
    for user_id, notices in groupby(held, key=lambda notice: notice.user_id):
        preference = chosen.get(user_id) or Preference(agency=agency, user_id=user_id)
        if not rests(preference, agency, now):
            welcome = tuple(one for one in notices if wants(preference, one.kind, channel))
            if welcome:
                yield _Parcel(preference, welcome)


def _rows(parcels: Iterable[_Parcel]) -> QuerySet[Notice]:
    return Notice.objects.filter(pk__in=[one.pk for parcel in parcels for one in parcel.notices])


def _send_mail(agency: Agency, parcel: _Parcel) -> None:
    with override("id"):
        lines = _lines(parcel.notices)
        subject = ngettext("%(n)s kabar untuk Anda", "%(n)s kabar untuk Anda", len(lines))
        where = gettext("Buka Karsa untuk melihatnya. Cara dikabari dapat diatur di sana.")
    text = "\n".join([*(f"• {line}" for line in lines), "", where])
    letter = EmailMessage(subject % {"n": len(lines)}, text, to=[parcel.preference.email])
    try:
        letter.send()
    except (SMTPException, OSError) as problem:
        # The error's own words may hold the address.
        _log.warning("notices not mailed: %s", type(problem).__name__)
        with scope(agency):
            _rows([parcel]).update(mailed_at=None)


def _push(agency: Agency, parcel: _Parcel, devices: Iterable[Device]) -> None:
    """A phone shows the newest; the rest waits in the app. A browser that is gone is forgotten."""
    with override("id"):
        said = _lines(parcel.notices)
        message = {"title": agency.name, "body": said[-1], "url": reverse("inbox:notices")}
    for device in devices:
        try:
            is_there = push.send(device, message)
        except OSError as problem:
            _log.warning("notice not pushed: %s", type(problem).__name__)
            continue
        if not is_there:
            with scope(agency):
                Device.objects.filter(agency=agency, pk=device.pk).delete()


def _devices(agency: Agency, parcels: Iterable[_Parcel]) -> Mapping[int, list[Device]]:
    """The browsers of those who are told, by account. One query."""
    people = {parcel.preference.user_id for parcel in parcels}
    found: dict[int, list[Device]] = defaultdict(list)
    for device in Device.objects.filter(agency=agency, user__in=people).order_by("pk"):
        found[device.user_id].append(device)
    return found


def _lines(notices: Iterable[Notice]) -> list[str]:
    """One sentence a kind, with their counts together, in the order of their first arrival."""
    totals: dict[str, int] = {}
    for notice in notices:
        totals[notice.kind] = totals.get(notice.kind, 0) + notice.count
    return [sentence(kind, count) for kind, count in totals.items()]
