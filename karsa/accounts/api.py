"""`GET /api/v1/me`: whom a browser is signed in as. Asked before a phone's queue is sent."""

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from ninja import Router

from karsa.accounts.models import User
from karsa.accounts.requests import StaffRequest, ask_to_sign_in, is_at_home
from karsa.kit.digests import keyed

router = Router(tags=["Akun"])


@router.get("/me", summary="Siapa yang masuk di peramban ini", include_in_schema=False)
def me(request: HttpRequest) -> HttpResponse:
    """The account, the token its forms carry, and the seal that opens its queue on a device."""
    asked = cast(StaffRequest, request)
    if not is_at_home(asked):
        answer = ask_to_sign_in(request)
    else:
        answer = JsonResponse(
            {
                "account": str(asked.user.pk),
                "token": get_token(request),
                "seal": _seal(asked.user),
            }
        )
    answer["Cache-Control"] = "no-store"
    return answer


def _seal(user: User) -> str:
    """A secret of the account that its devices never keep: without it a queue stays closed."""
    return keyed("device-seal", user.agency_id, str(user.pk))
