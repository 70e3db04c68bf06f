"""The owner shows once more to be there: by password, a code or a key of a device."""

from dataclasses import dataclass
from datetime import datetime

from karsa.accounts.models import User
from karsa.accounts.services import attempts, factors, passkeys
from karsa.accounts.services.passkeys import Place


@dataclass(frozen=True, slots=True)
class Proof:
    """What was typed or answered; whatever is left empty is not looked at."""

    password: str = ""
    code: str = ""
    credential: str = ""
    challenge: str = ""


def accept(
    *, user: User, proof: Proof, place: Place, counts: tuple[attempts.Count, ...], now: datetime
) -> bool:
    """Whether `proof` shows that `user` is there; failures are counted under `counts`.

    An attempt while the counts are locked is not looked at. Up to twelve queries.
    """
    if attempts.begin(agency=user.agency, counts=counts, now=now):
        return False
    if _fits(user, proof, place, now):
        attempts.note_success(agency=user.agency, counts=counts)
        return True
    attempts.note_failure(agency=user.agency, counts=counts, now=now)
    return False


def _fits(user: User, proof: Proof, place: Place, now: datetime) -> bool:
    if proof.credential:
        owner = passkeys.accept(
            agency=user.agency,
            place=place,
            challenge=proof.challenge,
            credential=proof.credential,
            now=now,
        )
        return owner == user
    if proof.code:
        return factors.accept_code(user=user, code=proof.code, now=now)
    return bool(proof.password) and user.check_password(proof.password)
