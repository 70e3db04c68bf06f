"""Groups that should be heard, and their letters of invitation."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.consultations import policies
from karsa.consultations.models import Consultation, Invitation, StakeholderGroup
from karsa.consultations.services.guards import lock_kept
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def keep_group(
    *,
    actor: Actor,
    name: str,
    kind: str,
    contact_name: str = "",
    contact: str = "",
    is_active: bool = True,
    group: StakeholderGroup | None = None,
) -> StakeholderGroup:
    """Write down a group, or change `group`. The contact is personal: no more than a letter needs.

    Raises PermissionDenied for whoever opens no consultations; Refused for a name already there.
    """
    if not policies.can_invite(actor):
        raise PermissionDenied
    row = group or StakeholderGroup(agency=actor.agency)
    same = StakeholderGroup.objects.filter(agency=actor.agency, name__iexact=name.strip())
    if same.exclude(pk=row.pk).exists():
        raise Refused(_("Kelompok dengan nama itu sudah ada di daftar."))
    row.name, row.kind, row.is_active = name.strip(), kind, is_active
    row.contact_name, row.contact = contact_name.strip(), contact.strip()
    row.save()
    record(actor, "stakeholder_group.kept", row)
    return row


@transaction.atomic
def invite(
    *,
    actor: Actor,
    consultation: Consultation,
    groups: Iterable[StakeholderGroup],
    number: str,
    place: str,
    day: date,
    meeting: str = "",
) -> list[Invitation]:
    """Write a letter to each group; several get the number with /1, /2 … after it.

    Raises PermissionDenied for others; Refused before it is opened to the public, for a group
    already invited, or a number already used.
    """
    found = lock_kept(actor, consultation)
    if found.state != Consultation.State.OPEN or not found.is_public:
        raise Refused(_("Undangan menyusul musyawarah yang sudah dibuka untuk warga."))
    chosen = list(groups)
    numbers = _numbers(number.strip(), len(chosen))
    _check_new(found, chosen, numbers)
    letters = [
        Invitation(
            agency=actor.agency,
            consultation=found,
            group=group,
            number=written,
            place=place.strip(),
            day=day,
            meeting=meeting.strip(),
        )
        for group, written in zip(chosen, numbers, strict=True)
    ]
    made = Invitation.objects.bulk_create(letters)
    record_many(actor, "consultation.invited", made)
    return made


def _numbers(number: str, count: int) -> list[str]:
    if not count:
        raise Refused(_("Pilih kelompok yang diundang."))
    return [number] if count == 1 else [f"{number}/{n}" for n in range(1, count + 1)]


def _check_new(found: Consultation, groups: list[StakeholderGroup], numbers: list[str]) -> None:
    known = found.invitations.filter(group__in=groups).select_related("group").first()
    if known is not None:
        raise Refused(_("%(name)s sudah diundang ke musyawarah ini."), name=known.group.name)
    if Invitation.objects.filter(agency=found.agency_id, number__in=numbers).exists():
        raise Refused(_("Nomor surat itu sudah dipakai. Beri nomor lain."))
