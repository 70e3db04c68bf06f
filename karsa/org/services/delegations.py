"""The dated authority of a functional officer who leads a unit to rate in it (Pasal 1.9)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.org.models import Assignment, Delegation
from karsa.org.services.keeping import ask_keeper
from karsa.rules.dates import check_order
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def delegate(
    *, actor: Actor, head_ids: Sequence[int], decree: str, starts: date, ends: date | None = None
) -> int:
    """Delegate rating to the holders of posts (`head_ids`) for the units they lead; count new ones.

    One decree may name all school heads of a region. Those who hold a delegation for the unit
    at that time already are left as they are. Raises PermissionDenied, and Refused without a
    decree, for days in the wrong order, or where a post does not lead a unit on that day.
    Four queries.
    """
    ask_keeper(actor)
    check_order(starts, ends)
    if not decree.strip():
        raise Refused(_("Isi nomor keputusan yang mendelegasikan kewenangan menilai."))
    heads = Assignment.objects.on(starts).filter(agency=actor.agency, is_head=True)
    posts = list(heads.filter(pk__in=head_ids))
    if len(posts) != len(set(head_ids)):
        raise Refused(
            _("Delegasi hanya untuk yang memimpin unit pada tanggal itu. Periksa pilihan Anda.")
        )
    held = set(
        Delegation.objects.filter(agency=actor.agency)
        .exclude(ends__lt=starts)
        .values_list("employee_id", "unit_id")
    )
    made = [
        Delegation(
            agency=actor.agency,
            employee_id=post.employee_id,
            unit_id=post.unit_id,
            decree=decree.strip(),
            starts=starts,
            ends=ends,
        )
        for post in posts
        if (post.employee_id, post.unit_id) not in held
    ]
    record_many(actor, "org.delegated", Delegation.objects.bulk_create(made))
    return len(made)


@transaction.atomic
def end_delegation(*, actor: Actor, delegation_id: int, ends: date) -> Delegation:
    """End a delegation on a day, the last one it counts; return it.

    The people it let the holder rate then stand on the list of raters that no longer hold.
    Raises PermissionDenied, Delegation.DoesNotExist, Refused for a day before it started.
    """
    ask_keeper(actor)
    row = Delegation.objects.select_for_update().get(agency=actor.agency, pk=delegation_id)
    check_order(row.starts, ends)
    row.ends = ends
    row.save(update_fields=["ends"])
    record(actor, "org.delegation_ended", row)
    return row
