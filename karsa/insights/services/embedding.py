"""Which other sites may show the portal's summary in a frame."""

import re

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.insights import policies
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

# An origin as a policy header names it: nothing that could add another directive to it.
_ORIGIN = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?")


@transaction.atomic
def set_embedding(*, actor: Actor, origins: str) -> Agency:
    """Let these sites show the summary, parted by spaces or lines; none switches it off.

    Raises PermissionDenied for who may not; Refused for what is no https address of a site.
    """
    if not policies.can_release(actor):
        raise PermissionDenied
    named = [one.rstrip("/").lower() for one in origins.split()]
    if not all(map(_ORIGIN.fullmatch, named)):
        raise Refused(
            _("Tulis alamat situs lengkap, mis. https://www.contohkab.go.id, satu per baris.")
        )
    row = Agency.objects.select_for_update().get(pk=actor.agency.pk)
    row.embedding = " ".join(dict.fromkeys(named))
    if len(row.embedding) > 500:
        raise Refused(_("Terlalu banyak situs. Sebutkan yang benar-benar memakainya."))
    row.save(update_fields=["embedding"])
    record(actor, "portal.embedding_set", row)
    return row
