"""What posts need, and how person and leader see it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import Competence, CompetenceView, PositionNeed
from karsa.org.models import Employee, Position
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

By = CompetenceView.By


@transaction.atomic
def keep_competence(
    *, actor: Actor, name: str, kind: str, value: str = "", competence: Competence | None = None
) -> Competence:
    """Add a competence to the agency's dictionary, or change one.

    Raises PermissionDenied for others than the manager; Refused for a name that is taken.
    """
    _keeper(actor)
    row = competence or Competence(agency=actor.agency)
    same = Competence.objects.filter(agency=actor.agency, name__iexact=name.strip())
    if same.exclude(pk=row.pk).exists():
        raise Refused(_("Kompetensi “%(name)s” sudah ada."), name=name.strip())
    row.name, row.kind, row.value = name.strip(), kind, value
    row.save(update_fields=["name", "kind", "value"] if row.pk else None)
    record(actor, "development.competence_kept", row)
    return row


@transaction.atomic
def set_need(
    *, actor: Actor, position: Position, competence: Competence, level: int
) -> PositionNeed | None:
    """Say which level a post needs; 0 takes it out of the profile.

    Raises PermissionDenied for others than the manager.
    """
    _keeper(actor)
    if not level:
        PositionNeed.objects.filter(position=position, competence=competence).delete()
        record(actor, "development.need_dropped", competence, note=position.name)
        return None
    row, _new = PositionNeed.objects.update_or_create(
        agency=actor.agency, position=position, competence=competence, defaults={"level": level}
    )
    record(actor, "development.need_set", row, note=f"{position.name}: {level}")
    return row


@transaction.atomic
def view_competence(
    *, actor: Actor, employee: Employee, competence: Competence, year: int, level: int, words: str
) -> CompetenceView:
    """Say at which level a person is, with the evidence: the person's own view, or the leader's.

    Said again, the newer words stand. Raises PermissionDenied for anybody else.
    """
    if actor.employee_id is None or not policies.can_plan(actor, employee.pk):
        raise PermissionDenied
    row, _new = CompetenceView.objects.update_or_create(
        agency=actor.agency,
        employee=employee,
        competence=competence,
        year=year,
        by=By.SELF if actor.employee_id == employee.pk else By.LEADER,
        defaults={
            "level": level,
            "evidence": words,
            "given_by_id": actor.employee_id,
            "given_on": actor.today,
        },
    )
    record(actor, "development.competence_seen", row, note=str(level))
    return row


def _keeper(actor: Actor) -> None:
    if not policies.can_keep(actor):
        raise PermissionDenied
