"""What a person does with their own notices."""

from collections.abc import Iterable
from datetime import time

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.inbox.models import Notice, Preference
from karsa.inbox.queries.ways import channels, preference_of, switch
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.telephone import mobile


def open_notice(*, actor: Actor, notice: Notice) -> str:
    """Mark it as read and return the address it leads to. One query."""
    Notice.objects.visible_to(actor).filter(pk=notice.pk, read_at=None).update(read_at=actor.now)
    return notice.path


def read_all(*, actor: Actor) -> None:
    """Mark everything of one's own as read. One query."""
    Notice.objects.visible_to(actor).filter(read_at=None).update(read_at=actor.now)


@transaction.atomic
def choose(
    *,
    actor: Actor,
    email: str,
    mail: str,
    quiet_from: time,
    quiet_to: time,
    on: Iterable[str],
    phone: str | None = None,
) -> Preference:
    """Keep how the actor wants to be told; `on` names what is switched on, as "kind:channel".

    `phone` is None where there is no gateway, so that what was chosen for one stays. Raises
    Refused where mail is asked for without an address, or for what is no mobile number.
    """
    if mail != Preference.Mail.NEVER and not email:
        raise Refused(_("Tulis alamat surel Anda, atau pilih tidak lewat surel."))
    row = preference_of(actor.agency, actor.user_id or 0)
    row.email, row.mail = email, mail
    row.quiet_from, row.quiet_to = quiet_from, quiet_to
    if phone is not None:
        row.phone = mobile(phone) if phone.strip() else ""
    every = {switch(kind, channel) for kind in Notice.Kind for channel in channels()}
    row.off = sorted((every - set(on)) | (set(row.off) - every))
    row.save()
    record(actor, "inbox.chosen", row)
    return row
