"""Granted roles, given to a person of the staff list rather than to a bare account."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant, User
from karsa.accounts.roles import Role
from karsa.accounts.services.grants import give_role
from karsa.org.models import Employee, Unit


@dataclass(frozen=True, slots=True)
class NewRole:
    """A role for a person, for one unit and below (None: the whole agency)."""

    employee_id: int
    role: Role
    unit_id: int | None
    starts: date
    ends: date | None = None


@transaction.atomic
def give_to_person(*, actor: Actor, new: NewRole) -> Grant:
    """Give a person a granted role; who has no account yet gets one without a password.

    Raises as `accounts.services.grants.give_role` does, and DoesNotExist of person or unit.
    Seven queries.
    """
    person = Employee.objects.select_for_update(of=("self",)).get(
        agency=actor.agency, pk=new.employee_id, is_active=True
    )
    unit = Unit.objects.get(agency=actor.agency, pk=new.unit_id) if new.unit_id else None
    return give_role(
        actor=actor,
        user=person.user or _account(person),
        role=new.role,
        unit_path=unit.path if unit else "",
        starts=new.starts,
        ends=new.ends,
    )


def _account(person: Employee) -> User:
    user, _ = User.objects.get_or_create(
        agency=person.agency, username=person.nip, defaults={"password": make_password(None)}
    )
    person.user = user
    person.save(update_fields=["user"])
    return user
