"""By which ways somebody wants to hear of what."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.inbox import gateway
from karsa.inbox.models import Notice, Preference
from karsa.rules.quiet import is_quiet
from karsa.tenancy.models import Agency


class Channel(models.TextChoices):
    """A way to reach somebody."""

    APP = "app", _("Di aplikasi")
    PUSH = "push", _("Di ponsel")
    MAIL = "mail", _("Surel")
    TEXT = "text", _("WhatsApp")


def channels() -> list[Channel]:
    """The ways this installation has."""
    return [one for one in Channel if one != Channel.TEXT or gateway.is_on()]


def preference_of(agency: Agency, user_id: int) -> Preference:
    """Return how a person wants to be told, unsaved if they never said. One query."""
    found = Preference.objects.filter(agency=agency, user=user_id).first()
    return found or Preference(agency=agency, user_id=user_id)


def wants(preference: Preference, kind: str, channel: Channel) -> bool:
    """Whether a kind of notice is welcome by this way. No query."""
    return switch(kind, channel) not in preference.off


def switch(kind: str, channel: str) -> str:
    """Name what can be switched off."""
    return f"{Notice.Kind(kind)}:{Channel(channel)}"


def rests(preference: Preference, agency: Agency, now: datetime) -> bool:
    """Whether the person is not to be disturbed at `now`, by the agency's clock."""
    local = now.astimezone(ZoneInfo(agency.zone)).time()
    return is_quiet(local, preference.quiet_from, preference.quiet_to)
