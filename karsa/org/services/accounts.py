"""Accounts of a unit's people: opened from the staff list, by slips, links and resets."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.accounts.models import AccessCode, User
from karsa.accounts.policies import guarded_users
from karsa.accounts.roles import Role
from karsa.accounts.services.codes import VALID, issue_code, issue_codes
from karsa.audit.services import record, record_many
from karsa.documents.language import in_indonesian
from karsa.documents.shapes import ActivationSlips, Slip
from karsa.documents.typeset import pdf
from karsa.kit.formats import day
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.policies import can_reset, can_serve_accounts
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

MOST_SLIPS = 400


@dataclass(frozen=True, slots=True)
class OneTime:
    """A code that is shown once, and the message an admin sends; `link` is "" without a phone."""

    name: str
    code: str
    link: str


@transaction.atomic
def ensure_accounts(*, actor: Actor, unit: Unit) -> int:
    """Make accounts without a password for everybody in a unit and below; count the new ones.

    An account that exists under the NIP already becomes theirs. Raises PermissionDenied. Five
    queries.
    """
    if not can_serve_accounts(actor, unit):
        raise PermissionDenied
    people = {person.nip: person for person in _people(actor, unit) if person.user_id is None}
    known = User.objects.filter(agency=actor.agency, username__in=people, employee=None)
    users = {user.username: user for user in known}
    made = User.objects.bulk_create(
        User(agency=actor.agency, username=nip, password=make_password(None))
        for nip in people
        if nip not in users
    )
    users |= {user.username: user for user in made}
    for nip, person in people.items():
        person.user = users[nip]
    Employee.objects.bulk_update(people.values(), ["user"], batch_size=500)
    record_many(actor, "org.account_opened", made)
    return len(made)


@transaction.atomic
def print_slips(*, actor: Actor, unit: Unit, address: str) -> bytes:
    """Return the PDF of activation slips for all in a unit and below who have no password yet.

    `address` is the page where codes are typed, in full. Every slip ends the person's earlier
    codes. People with granted roles get theirs from the administrator. Raises PermissionDenied,
    and Refused where nobody is waiting or there are too many for one print. Ten queries.
    """
    ensure_accounts(actor=actor, unit=unit)
    people = _waiting(actor, unit)
    if not people:
        raise Refused(_("Semua orang di unit ini sudah punya sandi. Tidak ada slip untuk dicetak."))
    if len(people) > MOST_SLIPS:
        raise Refused(
            _("Ada %(count)s slip, terlalu banyak sekali cetak. Cetak per unit di bawahnya."),
            count=len(people),
        )
    users = [person.user for person in people if person.user]
    codes = issue_codes(
        actor=actor, users=users, purpose=AccessCode.Purpose.ACTIVATION, now=actor.now
    )
    record(actor, "org.slips_printed", unit)
    return pdf(_slips(actor, unit, people, codes, address))


@transaction.atomic
def activation_link(*, actor: Actor, employee: Employee, address: str) -> OneTime:
    """Return a new activation code for one person, with a WhatsApp link if a phone is known.

    For people without a password only. Raises PermissionDenied, and Refused for an account
    that has been activated or a person without a post. Ten queries.
    """
    post = Assignment.objects.on(actor.today).filter(employee=employee).select_related("unit")
    first = post.first()
    if first is None:
        raise Refused(_("Orang ini belum punya penempatan hari ini."))
    ensure_accounts(actor=actor, unit=first.unit)
    employee.refresh_from_db(fields=["user"])
    if employee.user is None or employee.user.is_in_use:
        raise Refused(_("Akun ini sudah aktif. Bila sandinya lupa, pakai atur ulang sandi."))
    code = issue_code(
        actor=actor, user=employee.user, purpose=AccessCode.Purpose.ACTIVATION, now=actor.now
    )
    return _one_time(actor, employee, code, address)


@transaction.atomic
def reset_password(*, actor: Actor, employee: Employee, has_met: bool, address: str) -> OneTime:
    """Return a one-time code with which a person chooses another password.

    The old one holds until then; the person is told at the next sign-in. Raises
    PermissionDenied unless the actor serves the unit or rates the person, Refused unless they
    have met. About ten queries.
    """
    if not can_reset(actor, employee) or employee.user is None:
        raise PermissionDenied
    if not has_met:
        raise Refused(_("Temui orangnya lebih dahulu, lalu centang bahwa Anda sudah bertemu."))
    code = issue_code(
        actor=actor,
        user=employee.user,
        purpose=AccessCode.Purpose.RESET,
        now=actor.now,
        issuer=_issuer(actor),
    )
    return _one_time(actor, employee, code, address)


def _people(actor: Actor, unit: Unit) -> list[Employee]:
    posts = Assignment.objects.on(actor.today).filter(unit__in=Unit.objects.under(unit))
    active = Employee.objects.filter(
        agency=actor.agency, is_active=True, pk__in=posts.values("employee")
    )
    return list(active.order_by("name", "pk").select_related("user"))


def _waiting(actor: Actor, unit: Unit) -> list[Employee]:
    people = [
        person
        for person in _people(actor, unit)
        if person.user and person.user.is_active and not person.user.is_in_use
    ]
    if actor.has(Role.ADMINISTRATOR):
        return people
    guarded = guarded_users(actor, [person.user_id for person in people if person.user_id])
    return [person for person in people if person.user_id not in guarded]


def _slips(
    actor: Actor, unit: Unit, people: list[Employee], codes: dict[int, str], address: str
) -> ActivationSlips:
    posts = Assignment.objects.on(actor.today).filter(employee__in=people)
    positions = dict(posts.order_by("-kind").values_list("employee_id", "position__name"))
    last = (actor.now + VALID - timedelta(seconds=1)).astimezone(ZoneInfo(actor.agency.zone))
    return ActivationSlips(
        agency=actor.agency.name,
        unit=unit.name,
        address=address.partition("://")[2],
        valid_until=day(last),
        slips=tuple(
            Slip(
                name=person.full_name,
                code=codes[person.user_id],
                url=f"{address}#{codes[person.user_id]}",
                position=positions.get(person.pk),
            )
            for person in people
            if person.user_id
        ),
    )


def _one_time(actor: Actor, employee: Employee, code: str, address: str) -> OneTime:
    text = _message(employee.name, f"{address}#{code}", code)
    phone = _international(employee.phone)
    link = f"https://wa.me/{phone}?text={quote(text)}" if phone else ""
    return OneTime(employee.full_name, code, link)


@in_indonesian  # It goes to somebody else, who has not chosen a language yet.
def _message(name: str, address: str, code: str) -> str:
    text = gettext(
        "Selamat bekerja, %(name)s. Untuk memilih sandi Karsa, buka %(address)s lalu isi kode "
        "%(code)s. Berlaku 14 hari, sekali pakai. Jangan teruskan pesan ini."
    )
    return text % {"name": name, "address": address, "code": code}


def _international(phone: str) -> str:
    """Return a number as wa.me wants it: "0812-34 56" → "62812 3456" without blanks; "" if none."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):
        digits = "62" + digits
    return digits if len(digits) >= 10 else ""


def _issuer(actor: Actor) -> str:
    """The words in which the owner of the account is told who did it."""
    return ", ".join(part for part in (actor.name, actor.position) if part)
