"""Counts failed attempts and makes the next ones wait: guessing gets slow, people do not.

Counted by keyed hashes of what was typed, known account or not, so that a lock never tells
whether an account exists. The first failures cost nothing; then 1, 2, 4, … minutes.

Strangers share one count per account and one per address. A device that carries the mark of an
earlier sign-in (a cookie), or an address the account came from before, has a count of its own:
however many strangers guess, its owner is never made to wait for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from karsa.accounts.codes import address_digest, name_digest
from karsa.accounts.models import SignInFailures
from karsa.accounts.queries.sign_ins import is_known_address
from karsa.tenancy.models import Agency

FREE = 5
# An office shares an address: many may mistype there on a Monday.
FREE_OF_ADDRESS = 50
LONGEST = timedelta(minutes=30)
_FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Count:
    """Under which words failures are counted, and how many of them cost nothing."""

    name: str
    free: int = FREE


def counts_of(*, agency: Agency, name: str, address: str, device: str) -> tuple[Count, ...]:
    """Return the counts an attempt on `name` falls under; the account's or device's own first.

    `device` is the mark of a device on which `name` signed in before, else "". One query, none
    for such a device.
    """
    if device:
        return (Count(f"{name} device {device}"),)
    digest = address_digest(agency, address)
    if is_known_address(agency, name, digest):
        return (Count(f"{name} address {digest}"),)
    return (Count(name), of_address(agency, address))


def of_address(agency: Agency, address: str) -> Count:
    """Return the count of all strangers at an address. No query."""
    return Count(f"address {address_digest(agency, address)}", FREE_OF_ADDRESS)


def locked_until(*, agency: Agency, counts: Sequence[Count], now: datetime) -> datetime | None:
    """Return until when an attempt must wait (UTC); None if it may be made now. One query.

    Below what is free the moment only tells a row's age: whoever signs in elsewhere at the same
    time may have left a later one, and is not waited for.
    """
    free = dict(zip(_keys(agency, counts), (count.free for count in counts), strict=True))
    rows = SignInFailures.objects.filter(agency=agency, account__in=free, locked_until__gt=now)
    locks = (row.locked_until for row in rows if row.count >= free[row.account])
    return max(filter(None, locks), default=None)


@transaction.atomic
def begin(*, agency: Agency, counts: Sequence[Count], now: datetime) -> datetime | None:
    """Begin an attempt: None if it may be made, else until when it must wait (UTC).

    Its own count counts it as failed before anything is compared, and takes it back with
    `note_success`: of a thousand guesses at the same moment no more are looked at than of a
    thousand in a row. Five queries.
    """
    own = _held(agency, counts[0])
    locked = locked_until(agency=agency, counts=counts, now=now)
    if locked is None:
        _count(own, counts[0], now)
    return locked


@transaction.atomic
def note_failure(*, agency: Agency, counts: Sequence[Count], now: datetime) -> datetime | None:
    """An attempt that was begun failed; return until when the next must wait, if it must.

    Counts older than a day are forgotten, of everybody. Three queries, three more per stranger's
    address.
    """
    old = SignInFailures.objects.filter(agency=agency, locked_until__lt=now - _FORGOTTEN_AFTER)
    # What another attempt holds is not waited for: the two could wait for each other.
    free = old.select_for_update(skip_locked=True).values("pk")
    SignInFailures.objects.filter(pk__in=free).delete()
    for count in counts[1:]:
        _count(_held(agency, count), count, now)
    return locked_until(agency=agency, counts=counts, now=now)


def note_success(*, agency: Agency, counts: Sequence[Count]) -> None:
    """Forget the failures of the account or device; its address keeps its own. One query."""
    SignInFailures.objects.filter(agency=agency, account__in=_keys(agency, counts[:1])).delete()


def _held(agency: Agency, count: Count) -> SignInFailures:
    """The row of a count, which nobody else changes until the transaction ends."""
    row, _is_new = SignInFailures.objects.select_for_update().get_or_create(
        agency=agency, account=name_digest(agency, count.name)
    )
    return row


def _count(row: SignInFailures, count: Count, now: datetime) -> None:
    row.count += 1
    row.locked_until = now + _delay(row.count - count.free)
    row.save(update_fields=["count", "locked_until"])


def _keys(agency: Agency, counts: Sequence[Count]) -> list[str]:
    return [name_digest(agency, count.name) for count in counts]


def _delay(beyond: int) -> timedelta:
    if beyond < 0:
        return timedelta()
    # 2**6 minutes are past the longest delay already.
    return min(LONGEST, timedelta(minutes=2 ** min(beyond, 6)))
