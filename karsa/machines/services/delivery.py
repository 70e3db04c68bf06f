"""Messages leave: signed, tried again for two days, and given up by name."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.inbox.models import Notice
from karsa.inbox.services import Note, notify
from karsa.jobs.services import later
from karsa.kit import outgoing
from karsa.kit.posting import Answer
from karsa.kit.sealing import unseal_if_ours
from karsa.machines.models import Delivery, Hook
from karsa.machines.services.hooks import PREFIX, SEALED
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# After each failed try, as the description of Standard Webhooks proposes.
WAITS = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 36_000, 50_400)
)
GIVES_UP = 20  # failed tries in a row, whatever they were about
_AT_ONCE = 20
# Who took a message and did not come back lets it go after this.
_LEASE = timedelta(minutes=10)
_KEPT = timedelta(days=30)
State = Delivery.State


def deliver(*, agency: Agency, now: datetime) -> int:
    """Send what is due; return how many messages left. Opens its own scopes.

    Each is held back before it leaves, so that two workers do not send it twice and one that was
    killed is sent again after ten minutes: a receiver knows a message by its id.
    """
    if agency.is_practice:
        return 0
    taken = _take(agency, now)
    for row in taken:
        _settle(agency, row, _send(row, now), now)
    if len(taken) == _AT_ONCE:
        with scope(agency), transaction.atomic():
            later("machines.deliver", agency)
    return len(taken)


@transaction.atomic
def forget_old(*, agency: Agency, now: datetime) -> None:
    """Delete messages of more than thirty days that wait no more. One query."""
    rows = Delivery.objects.filter(agency=agency, created_at__lt=now - _KEPT)
    rows.exclude(state=State.WAITING).delete()


def signature(secret: str, message: str, at: int, body: str) -> str:
    """Return the header that proves a message: HMAC-SHA256 of "id.time.body", base64, "v1,"."""
    key = b64decode(secret.removeprefix(PREFIX))
    said = f"{message}.{at}.{body}".encode()
    return f"v1,{b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()}"


def _take(agency: Agency, now: datetime) -> list[Delivery]:
    with scope(agency), transaction.atomic():
        due = Delivery.objects.filter(agency=agency, state=State.WAITING, due_at__lte=now)
        rows = due.filter(hook__stopped_at=None).select_related("hook").order_by("due_at", "pk")
        found = list(rows.select_for_update(of=("self",), skip_locked=True)[:_AT_ONCE])
        held = Delivery.objects.filter(pk__in=[row.pk for row in found])
        held.update(due_at=now + _LEASE, tries=F("tries") + 1)
    return found


def _send(row: Delivery, now: datetime) -> Answer | str:
    """The answer, or in a word why there was none."""
    at = int(now.timestamp())
    secret = unseal_if_ours(SEALED, row.agency_id, row.hook.secret)
    if secret is None:
        return "the server's key has changed: register this receiver anew"
    head = {
        "Content-Type": "application/json",
        "User-Agent": "Karsa",
        "Webhook-Id": str(row.message),
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": signature(secret, str(row.message), at, row.body),
    }
    try:
        return outgoing.ask("POST", row.hook.address, row.body.encode(), head)
    except outgoing.Unsafe as why:
        return str(why)
    except OSError as why:
        return type(why).__name__


def _settle(agency: Agency, row: Delivery, came: Answer | str, now: datetime) -> None:
    """Write down what came of a try, and when the next one is."""
    row.sent_at, row.tries = now, row.tries + 1
    row.status = None if isinstance(came, str) else came.status
    row.answer = came if isinstance(came, str) else came.content.decode(errors="replace")[:200]
    row.answer = row.answer.replace("\0", "")
    is_taken = not isinstance(came, str) and came.is_taken
    with scope(agency), transaction.atomic():
        _schedule(agency, row, is_taken=is_taken, now=now)
        row.save(update_fields=["state", "due_at", "sent_at", "status", "answer", "tries"])
        if not is_taken:
            _count_failure(agency, row, now)
        elif row.hook.failures:
            Hook.objects.filter(pk=row.hook_id).update(failures=0)


def _schedule(agency: Agency, row: Delivery, *, is_taken: bool, now: datetime) -> None:
    row.state, row.due_at = State.TAKEN if is_taken else State.WAITING, now
    if is_taken:
        return
    if row.tries > len(WAITS) or row.status == HTTPStatus.GONE:
        row.state = State.FAILED
        return
    wait = WAITS[row.tries - 1]
    row.due_at = now + wait
    later("machines.deliver", agency, after=int(wait.total_seconds()))


def _count_failure(agency: Agency, row: Delivery, now: datetime) -> None:
    """An address that never answers, or says it is gone, is left in peace, and said to be."""
    hook = Hook.objects.select_for_update().get(pk=row.hook_id)
    hook.failures += 1
    if hook.stopped_at is None and (hook.failures >= GIVES_UP or row.status == HTTPStatus.GONE):
        hook.stopped_at, hook.gave_up = now, True
        _tell(agency, hook, now)
    hook.save(update_fields=["failures", "stopped_at", "gave_up"])


def _tell(agency: Agency, hook: Hook, now: datetime) -> None:
    today = local_day(now, agency.zone)
    held = Grant.objects.filter(agency=agency, role=Role.ADMINISTRATOR, starts__lte=today)
    users = held.filter(Q(ends=None) | Q(ends__gte=today)).values_list("user_id", flat=True)
    path, key = reverse("machines:hook", args=[hook.pk]), f"hook:{hook.pk}:{now:%Y%m%d%H}"
    kind = Notice.Kind.HOOK_STOPPED
    notify(agency, now, (Note(user, kind, key, path) for user in set(users)))
