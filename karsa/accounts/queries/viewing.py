"""Who may look along with whom."""

from datetime import date

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant, User, ViewConsent
from karsa.accounts.roles import Role
from karsa.tenancy.models import Agency


def administrators(agency: Agency, day: date) -> QuerySet[User]:
    """Accounts that may be used and administer the agency on a day. No query yet."""
    grants = Grant.objects.filter(agency=agency, role=Role.ADMINISTRATOR, starts__lte=day)
    return User.objects.filter(is_active=True, pk__in=grants.exclude(ends__lt=day).values("user"))


def helpers(actor: Actor) -> list[User]:
    """The agency's administrators of today but the actor, with their names. One query."""
    users = administrators(actor.agency, actor.today)
    return list(
        users.exclude(pk=actor.user_id or 0).select_related("employee").order_by("username")
    )


def name_of(user: User) -> str:
    """What a person is called: the employee's name, else the sign-in name."""
    person = getattr(user, "employee", None)
    return person.full_name if person else user.username


def open_consents(actor: Actor) -> list[ViewConsent]:
    """Consents of the actor that still let somebody look. One query."""
    rows = ViewConsent.objects.filter(user=actor.user_id, ended_at=None, expires_at__gt=actor.now)
    return list(rows.select_related("helper__employee"))
