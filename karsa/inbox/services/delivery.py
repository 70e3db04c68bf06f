"""Notices leave by mail, web push and gateway: each once, unread, and not in quiet hours."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
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

from karsa.inbox import gateway, push
from karsa.inbox.models import Device, Notice, Preference
from karsa.inbox.queries.notices import sentence
from karsa.inbox.queries.ways import Channel, rests, wants
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# What is older has been overtaken by the page itself.
_FRESH = timedelta(days=3)
DIGEST_HOUR = 7
_SENT = {Channel.MAIL: "mailed_at", Channel.PUSH: "pushed_at", Channel.TEXT: "texted_at"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What leaves for one person by one way; already marked as sent."""

    preference: Preference
    notices: tuple[Notice, ...]


def deliver(*, agency: Agency, now: datetime) -> int:
    """Send what waits; return to how many people. Opens its own scopes.

    A notice is marked before it leaves, so that a machine that stops sends nothing twice; what
    the mail server or the gateway does not take now is unmarked and tried again by the next run.
    """
    if agency.is_practice:
        return 0
    with scope(agency), transaction.atomic():
        mail = list(_mail(agency, now))
        _rows(mail).update(mailed_at=now)
        pushes = list(_waiting(agency, now, Channel.PUSH))
        _rows(pushes).update(pushed_at=now)
        devices = _devices(agency, pushes)
        texts = list(_texts(agency, now)) if gateway.is_on() else []
        _rows(texts).update(texted_at=now)
    for parcel in mail:
        _send_mail(agency, parcel)
    for parcel in pushes:
        _push(agency, parcel, devices[parcel.preference.user_id])
    for parcel in texts:
        _text(agency, parcel)
    return len(mail) + len(pushes) + len(texts)


def _mail(agency: Agency, now: datetime) -> Iterator[_Parcel]:
    """What may leave by mail now; the letter of the day once, from seven o'clock. Three queries."""
    is_due = _once_a_day(agency, now, Channel.MAIL)
    for parcel in _waiting(agency, now, Channel.MAIL):
        chosen = parcel.preference
        wanted = {Preference.Mail.AT_ONCE: True, Preference.Mail.DAILY: is_due(chosen)}
        if chosen.email and wanted.get(Preference.Mail(chosen.mail)):
            yield parcel


def _texts(agency: Agency, now: datetime) -> Iterator[_Parcel]:
    """What may leave by the gateway now: once a day, to who gave a number. Three queries."""
    is_due = _once_a_day(agency, now, Channel.TEXT)
    for parcel in _waiting(agency, now, Channel.TEXT):
        if parcel.preference.phone and is_due(parcel.preference):
            yield parcel


def _once_a_day(agency: Agency, now: datetime, channel: Channel) -> Callable[[Preference], bool]:
    """Whether today's word by this way may leave: from seven o'clock, once. One query."""
    local = now.astimezone(ZoneInfo(agency.zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    told = Notice.objects.filter(agency=agency, **{f"{_SENT[channel]}__gte": midnight})
    had_theirs = set(told.order_by().values_list("user", flat=True).distinct())
    return lambda chosen: local.hour >= DIGEST_HOUR and chosen.user_id not in had_theirs


def _waiting(agency: Agency, now: datetime, channel: Channel) -> Iterator[_Parcel]:
    """Per person what is fresh, unread, not yet sent by this way, and welcome. Two queries."""
    rows = Notice.objects.filter(agency=agency, at__gte=now - _FRESH, read_at=None).filter(
        user__is_active=True, **{_SENT[channel]: None}
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


def _text(agency: Agency, parcel: _Parcel) -> None:
    """A number the gateway refuses for good is not tried again today; the app has it all."""
    waiting = sum(notice.count for notice in parcel.notices)
    try:
        if not gateway.send(parcel.preference.phone, waiting):
            _log.warning("notices not texted: the gateway refused")
    except OSError as problem:
        _log.warning("notices not texted: %s", type(problem).__name__)
        with scope(agency):
            _rows([parcel]).update(texted_at=None)


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
