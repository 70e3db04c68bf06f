"""Who may open accounts to others: codes and granted roles."""

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant, IdentityProvider, User
from karsa.accounts.roles import GRANTED, Role
from karsa.tenancy.models import Agency

# Who can do harm to many, or reads what many wrote: they sign in with two factors.
POWERFUL = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.PERFORMANCE_MANAGER,
        Role.INSPECTOR,
        Role.PRIVACY_OFFICER,
        Role.REGENT,
    }
)
# Who may let another's provider of identities come into force.
_NO_ADMINISTRATORS = (Role.REGENT, Role.INSPECTOR)
SECOND_PERSONS = (Role.ADMINISTRATOR, *_NO_ADMINISTRATORS)
# What the performance manager may give; everything else is the administrator's.
_OF_MANAGER = frozenset({Role.EVALUATION_TEAM, Role.UNIT_OPERATOR})


def can_issue_code(actor: Actor, user: User) -> bool:
    """A code opens an open account of the same agency, never one's own.

    Only the administrator opens accounts with granted roles: the harm of a mistake is too
    large. One query, none for the administrator.
    """
    if user.agency_id != actor.agency.pk or user.pk == actor.user_id or not user.is_active:
        return False
    return actor.has(Role.ADMINISTRATOR) or not guarded_users(actor, [user.pk])


def guarded_users(actor: Actor, users: list[int]) -> frozenset[int]:
    """Return which of `users` hold a granted role now or later. One query."""
    held = Grant.objects.filter(agency=actor.agency, user__in=users, role__in=GRANTED)
    live = held.exclude(ends__lt=actor.today)
    return frozenset(live.values_list("user_id", flat=True))


def can_grant(actor: Actor, role: Role) -> bool:
    """The administrator grants every role; the performance manager teams and operators."""
    if role not in GRANTED:
        return False
    return actor.has(Role.ADMINISTRATOR) or (
        role in _OF_MANAGER and actor.has(Role.PERFORMANCE_MANAGER)
    )


def needs_second_factor(actor: Actor, agency: Agency) -> bool:
    """Whether the person must have a second factor; in practice nobody. No query."""
    wanted = Agency.SecondFactor(agency.second_factor)
    if agency.is_practice or wanted == Agency.SecondFactor.RECOMMENDED:
        return False
    return wanted == Agency.SecondFactor.EVERYBODY or actor.has(*POWERFUL)


def can_set_ways(actor: Actor) -> bool:
    """The administrator chooses how people sign in. No query."""
    return actor.has(Role.ADMINISTRATOR)


def can_see_ways(actor: Actor) -> bool:
    """Who chooses how people sign in, and who may be the second person. No query."""
    return actor.has(*SECOND_PERSONS)


def can_confirm_provider(actor: Actor, provider: IdentityProvider) -> bool:
    """Another person of the staff list who holds one of the seats. One query at most."""
    if actor.employee_id is None or provider.written_by_id == actor.user_id:
        return False
    return actor.has(*seats_beside(provider.written_by))


def seats_beside(author: User | None) -> tuple[Role, ...]:
    """Whose word counts beside the author's: all second persons', or no administrator's.

    Nobody knows whose an account outside the staff list is, so what it wrote is confirmed by no
    administrator, who may be the same person. One query unless the author's employee is known.
    """
    is_known = getattr(author, "employee", None) is not None
    return SECOND_PERSONS if is_known else _NO_ADMINISTRATORS


def can_view_with_consent(actor: Actor) -> bool:
    """The administrator looks along where the owner allowed it. No query."""
    return actor.has(Role.ADMINISTRATOR)


def can_serve_sign_in(actor: Actor, user: User) -> bool:
    """The administrator ends sessions and takes lost factors of others in the agency. No query."""
    return (
        actor.has(Role.ADMINISTRATOR)
        and user.agency_id == actor.agency.pk
        and user.pk != actor.user_id
    )
