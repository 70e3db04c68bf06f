"""One-time links: a service's own system asks for them by its token, one for each visit."""

import secrets
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.kit.digests import keyed
from karsa.org.models import Service
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.surveys import policies
from karsa.surveys.models import LinkKey, OneTimeLink, Survey, SurveyPlace
from karsa.surveys.services.answering import new_link
from karsa.tenancy.models import Agency

_PREFIX, _USE = "survei_", "surveys-link-key"
MOST, LONGEST = 100, 90  # links at once; days a link may live


@transaction.atomic
def add_link_key(*, actor: Actor, service: Service, name: str) -> tuple[LinkKey, str]:
    """Return a new key of a service's system with its token, which nobody can read again.

    Raises PermissionDenied for whoever does not keep the unit's surveys.
    """
    if not policies.can_keep(actor, service.unit):
        raise PermissionDenied
    token = _PREFIX + secrets.token_urlsafe(32)
    digest = keyed(_USE, actor.agency.pk, token)
    facts = {"name": name.strip(), "digest": digest, "tail": token[-4:]}
    row = LinkKey.objects.create(agency=actor.agency, service=service, **facts)
    record(actor, "survey.link_key_added", row)
    return row, token


@transaction.atomic
def stop_link_key(*, actor: Actor, key: LinkKey) -> LinkKey:
    """Let a key end; links that were given stay good. Raises PermissionDenied for others."""
    found = (
        LinkKey.objects.select_for_update(of=("self",))
        .select_related("service__unit")
        .get(pk=key.pk)
    )
    if not policies.can_keep(actor, found.service.unit):
        raise PermissionDenied
    found.is_active = False
    found.save(update_fields=["is_active"])
    record(actor, "survey.link_key_stopped", found)
    return found


def key_of(agency: Agency, token: str) -> LinkKey | None:
    """Return the running key of a token, None for any other. One query."""
    digest = keyed(_USE, agency.pk, token)
    rows = LinkKey.objects.filter(agency=agency, digest=digest, is_active=True)
    return rows.select_related("agency").first()


@transaction.atomic
def give_links(
    *, key: LinkKey, count: int, point_id: int | None, today: date, days: int
) -> list[tuple[SurveyPlace, str]]:
    """Return `count` (1 to 100) one-time links of the key's service as place and token.

    They live `days` (1 to 90), but not longer than the survey. Raises Refused where the service
    has no survey that can be answered today, or not at that point.
    """
    if not (1 <= count <= MOST and 1 <= days <= LONGEST):
        raise Refused(_("Minta 1 sampai 100 tautan, berlaku 1 sampai 90 hari."))
    place = _place(key, point_id, today)
    last = min(today + timedelta(days=days), place.survey.ends)
    tokens = [secrets.token_urlsafe(16) for _one in range(count)]
    OneTimeLink.objects.bulk_create(new_link(key.agency, place, token, last) for token in tokens)
    return [(place, token) for token in tokens]


def _place(key: LinkKey, point_id: int | None, today: date) -> SurveyPlace:
    rows = SurveyPlace.objects.filter(
        survey__service=key.service_id,
        survey__state=Survey.State.OPEN,
        survey__starts__lte=today,
        survey__ends__gte=today,
        point=point_id,
    )
    found = rows.select_related("survey").order_by("-survey__ends", "-pk").first()
    if found is None:
        raise Refused(_("Layanan ini belum punya survei yang dibuka hari ini di titik itu."))
    return found
