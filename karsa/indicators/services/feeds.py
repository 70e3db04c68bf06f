"""Machines that may report: registered, given a token, stopped."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import Feed, FeedIndicator, Indicator
from karsa.kit.digests import keyed
from karsa.org.models import Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_PREFIX = "karsa_"
_USE = "indicators-feed"
_CODE = 40


@dataclass(frozen=True, slots=True)
class FeedWords:
    """What one writes of a machine: its name, who keeps it, how often it should be heard of."""

    name: str
    provider: str = ""
    every_days: int = 1


@transaction.atomic
def add_feed(
    *, actor: Actor, unit: Unit, words: FeedWords, measures: Mapping[Indicator, str]
) -> tuple[Feed, str]:
    """Register a machine of `unit` and return it with its token, which nobody can read again.

    `measures` are the indicators it may report, each with the unit of one event. Raises
    PermissionDenied for whoever keeps neither the unit's indicators nor the house; Refused for a
    name that is taken, no indicator, or one of another unit.
    """
    if not policies.can_keep_feeds(actor, unit):
        raise PermissionDenied
    if Feed.objects.filter(agency=actor.agency, name=words.name.strip()).exists():
        raise Refused(_("Sudah ada sumber data dengan nama ini. Beri nama lain."))
    token = _PREFIX + secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        agency=actor.agency,
        unit=unit,
        name=words.name.strip(),
        provider=words.provider.strip(),
        every_days=words.every_days,
        digest=keyed(_USE, actor.agency.pk, token),
        tail=token[-4:],
        created_at=actor.now,
    )
    _link(feed, measures)
    record(actor, "feed.added", feed)
    return feed, token


@transaction.atomic
def change_feed(
    *, actor: Actor, feed: Feed, words: FeedWords, measures: Mapping[Indicator, str]
) -> Feed:
    """Change a machine's words and what it may report; what it reported stays.

    Raises as `add_feed`.
    """
    found = _kept(actor, feed)
    taken = Feed.objects.filter(agency=actor.agency, name=words.name.strip()).exclude(pk=found.pk)
    if taken.exists():
        raise Refused(_("Sudah ada sumber data dengan nama ini. Beri nama lain."))
    found.name, found.provider = words.name.strip(), words.provider.strip()
    found.every_days = words.every_days
    found.save(update_fields=["name", "provider", "every_days"])
    found.links.all().delete()
    _link(found, measures)
    record(actor, "feed.changed", found)
    return found


@transaction.atomic
def rotate_token(*, actor: Actor, feed: Feed) -> tuple[Feed, str]:
    """Return the feed with a new token; the old one ends at once. A stopped feed runs again."""
    found = _kept(actor, feed)
    token = _PREFIX + secrets.token_urlsafe(32)
    found.digest, found.tail = keyed(_USE, actor.agency.pk, token), token[-4:]
    found.is_active = True
    found.save(update_fields=["digest", "tail", "is_active"])
    record(actor, "feed.token_rotated", found)
    return found, token


@transaction.atomic
def stop_feed(*, actor: Actor, feed: Feed) -> Feed:
    """Let the token end; what was reported stays. Refused if it is stopped already."""
    found = _kept(actor, feed)
    if not found.is_active:
        raise Refused(_("Sumber data ini sudah dihentikan. Buat token baru untuk memulainya lagi."))
    found.is_active = False
    found.save(update_fields=["is_active"])
    record(actor, "feed.stopped", found)
    return found


def feed_of(agency: Agency, token: str) -> Feed | None:
    """Return the running feed of a token, None for any other. One query."""
    rows = Feed.objects.filter(agency=agency, digest=keyed(_USE, agency.pk, token), is_active=True)
    return rows.select_related("agency").first()


def _kept(actor: Actor, feed: Feed) -> Feed:
    rows = Feed.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.get(pk=feed.pk)
    if not policies.can_keep_feeds(actor, found.unit):
        raise PermissionDenied
    return found


def _link(feed: Feed, measures: Mapping[Indicator, str]) -> None:
    if not measures:
        raise Refused(_("Pilih paling sedikit satu indikator yang boleh diisi sumber ini."))
    for indicator in measures:
        if not indicator.unit.path.startswith(feed.unit.path):
            raise Refused(_("Pilih indikator unit ini atau unit di bawahnya."))
        give_code(indicator)
    FeedIndicator.objects.bulk_create(
        FeedIndicator(agency=feed.agency, feed=feed, indicator=indicator, measure=measure.strip())
        for indicator, measure in measures.items()
    )


def give_code(indicator: Indicator) -> None:
    """Give an indicator the code machines call it by, from its name; a chosen one stays."""
    if indicator.code:
        return
    code = slugify(indicator.name)[:_CODE].strip("-")
    taken = Indicator.objects.filter(agency=indicator.agency, code=code).exists()
    tail = f"-{indicator.pk}"
    indicator.code = f"{code[: _CODE - len(tail)]}{tail}" if taken or not code else code
    indicator.save(update_fields=["code"])
