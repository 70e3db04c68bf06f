"""What every service of the organisation asks first."""

from datetime import date

from django.core.exceptions import PermissionDenied

from karsa.accounts.actor import Actor
from karsa.org.policies import can_keep_organisation
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


def ask_keeper(actor: Actor) -> None:
    """Raise PermissionDenied unless the actor keeps the organisation."""
    if not can_keep_organisation(actor):
        raise PermissionDenied


def ask_order(starts: date, ends: date | None) -> None:
    """Raise Refused if a dated fact would end before it starts."""
    if ends is not None and ends < starts:
        raise Refused(_("Tanggal berakhir mendahului tanggal mulai. Periksa keduanya."))
