"""Ten thousand guesses at one account, from everywhere: its owner still comes in."""

from datetime import timedelta

import pytest

from karsa.accounts.codes import address_digest
from karsa.accounts.models import SignInFailures
from karsa.accounts.services import attempts, sign_ins
from karsa.org.tests import make

pytestmark = [pytest.mark.fault, pytest.mark.once]
HOME, DEVICE = "192.0.2.10", "0123456789abcdef"
GUESSES = 10_000


def test_ten_thousand_guesses_do_not_lock_the_owner_out(people):
    agency, user = people.rina.agency, people.rina.user
    sign_ins.begin(
        user=user,
        session_key="rumah",
        device="",
        address=address_digest(agency, HOME),
        now=make.NOW,
    )
    tried = 0
    for number in range(GUESSES):
        now = make.NOW + timedelta(seconds=number)
        address = f"198.{number // 65536}.{number // 256 % 256}.{number % 256}"
        counts = attempts.counts_of(agency=agency, name=user.username, address=address, device="")
        if attempts.begin(agency=agency, counts=counts, now=now) is None:
            attempts.note_failure(agency=agency, counts=counts, now=now)
            tried += 1

    def waits(address, device=""):
        counts = attempts.counts_of(
            agency=agency, name=user.username, address=address, device=device
        )
        return attempts.locked_until(agency=agency, counts=counts, now=now) is not None

    assert tried < 20  # of ten thousand in 2 h 47 min
    assert waits("203.0.113.1")
    assert not waits(HOME)
    assert not waits("203.0.113.1", DEVICE)
    assert SignInFailures.objects.count() <= 1 + tried
