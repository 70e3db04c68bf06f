"""The first administrator of an agency comes from the machine's own command line."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import AccessCode, User
from karsa.accounts.roles import Role
from karsa.accounts.services.codes import issue_code
from karsa.accounts.services.grants import give_role
from karsa.tenancy.models import Agency


@transaction.atomic
def grant_from_command(
    *, agency: Agency, name: str, role: Role, unit_path: str, now: datetime
) -> str:
    """Give `role` to the account `name`, made if missing; return an activation code or "".

    The code is for an account without a password. Whoever may run commands on the machine may
    do everything. Raises Refused as `give_role` does. Up to ten queries.
    """
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    actor = Actor(
        agency=agency,
        user_id=None,
        employee_id=None,
        roles=frozenset({Role.ADMINISTRATOR}),
        led_paths=(),
        granted_paths=(),
        today=today,
        now=now,
    )
    user, _ = User.objects.get_or_create(
        agency=agency, username=name, defaults={"password": make_password(None)}
    )
    give_role(actor=actor, user=user, role=role, unit_path=unit_path, starts=today, ends=None)
    if user.is_activated:
        return ""
    return issue_code(actor=actor, user=user, purpose=AccessCode.Purpose.ACTIVATION, now=now)
