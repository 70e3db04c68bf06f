"""The door of machines: a token with its scopes, counted, and what every answer carries."""

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from ninja.errors import AuthorizationError, Throttled
from ninja.security import HttpBearer

from karsa.kit import clock
from karsa.kit.limits import counted
from karsa.kit.listing import answered
from karsa.kit.problems import problem
from karsa.kit.refusals import sentence
from karsa.machines.models import Scope, Token
from karsa.machines.services import answers
from karsa.machines.services.tokens import token_of
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

# Requests a minute of one token.
MOST, MINUTE = 600, 60
_KEY = re.compile(r"[!-~]{1,120}")  # as the description says: no space in it
View = Callable[..., HttpResponse]


class MachineRequest(HttpRequest):
    """A request of a machine: its agency and its token."""

    agency: Agency
    auth: Token
    left: int  # requests left in this minute


class MachineToken(HttpBearer):
    """A token of the page Sambungan, with the scope that the operation names."""

    def __init__(self, scope: Scope) -> None:
        """Let in tokens that hold `scope`."""
        super().__init__()
        self._scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token; None (401) for no open one, 403 without the scope, 429 too often."""
        asked: MachineRequest = request  # type: ignore[assignment]
        now = clock.now()
        found = token_of(asked.agency, token, local_day(now, asked.agency.zone))
        if found is None:
            return None
        asked.left = MOST - counted(f"machine:{found.pk}", MINUTE, now)
        if asked.left < 0:
            raise Throttled(wait=_seconds_left())
        if self._scope not in found.scopes:
            said = _("Token ini tidak memegang izin %(scope)s. Minta token lain di Sambungan.")
            raise AuthorizationError(message=said % {"scope": self._scope.value})
        return found


def machine(scope: Scope, example: object, media: str = "application/json") -> dict[str, Any]:
    """Return what an operation of machines says of itself: who may, and an example answer."""
    extra = answered(example, media) | {"x-scope": scope.value}
    return {"auth": MachineToken(scope), "openapi_extra": extra}


def told(said: object, status: int = 200) -> HttpResponse:
    """Return JSON; Decimal becomes text, so that no digit is lost."""
    answer = JsonResponse(said, safe=False, json_dumps_params={"ensure_ascii": False})
    answer.status_code = status
    return answer


def stamped(run: View) -> View:
    """Give every answer of an operation its pace, and a read its ETag (304 if it is known)."""

    @wraps(run)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        answer = run(request, **kwargs)
        left = getattr(request, "left", None)
        if left is not None:
            wait = _seconds_left()
            answer["RateLimit-Policy"] = f'"token";q={MOST};w={MINUTE}'
            answer["RateLimit"] = f'"token";r={max(left, 0)};t={wait}'
            answer.setdefault("Cache-Control", "private, no-cache")
        if request.method != "GET" or answer.status_code != 200:
            return answer
        if not answer.has_header("ETag"):
            answer["ETag"] = quote_etag(sha256(answer.content).hexdigest()[:32])
        return _conditional(request, answer)

    return inner


def once_per_key(view: View) -> View:
    """Let a write with the header Idempotency-Key happen once: sent again, it is answered again.

    The same key with another body is 422, while the first still runs 409.
    """

    @wraps(view)
    def inner(request: MachineRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return view(request, *args, **kwargs)
        if not _KEY.fullmatch(key):
            return problem(400, _("Idempotency-Key paling panjang 120 huruf, angka, atau tanda."))
        digest = sha256(f"{request.method} {request.get_full_path()}\n".encode() + request.body)
        asked = answers.Asked(request.auth, key, digest.hexdigest(), clock.now())
        try:
            with transaction.atomic():
                return _once(asked, lambda: view(request, *args, **kwargs))
        except answers.OtherBody as why:
            return problem(422, sentence(why))
        except Refused as why:
            return problem(409, sentence(why), retry_after="1")

    return inner


def _once(asked: answers.Asked, act: Callable[[], HttpResponse]) -> HttpResponse:
    before = answers.earlier(asked)
    if before is not None:
        again = HttpResponse(before.content, status=before.status, content_type=before.media)
        again["Idempotency-Replayed"] = "true"
        return again
    made = act()
    answers.keep(asked, made)
    return made


def _conditional(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    known: HttpResponse = found if isinstance(found, HttpResponse) else answer
    if known.status_code == 304:
        for name in ("RateLimit", "RateLimit-Policy"):
            if answer.has_header(name):
                known[name] = answer[name]
    return known


def _seconds_left() -> int:
    return MINUTE - int(clock.now().timestamp()) % MINUTE
