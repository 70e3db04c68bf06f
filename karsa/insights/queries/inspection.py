"""The inspectorate's reading: that something was done, by which account, to what kind of row."""

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.audit.models import AuditEntry


def trail(actor: Actor, verb: str = "") -> QuerySet[AuditEntry]:
    """The agency's audit entries, newest first, of verbs that start with `verb`.

    Ids and words of ours only; the personal details stay where they are. One query per slice.
    """
    entries = AuditEntry.objects.filter(agency=actor.agency)
    return entries.filter(verb__startswith=verb) if verb else entries
