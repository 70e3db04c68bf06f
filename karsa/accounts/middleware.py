"""Shows an administrator the pages of somebody who allowed it: read, never written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from karsa.accounts.models import User, ViewConsent
from karsa.accounts.requests import VIEWING, StaffRequest, is_at_home
from karsa.accounts.requests import viewing as viewed_by
from karsa.accounts.services import viewing
from karsa.kit import clock
from karsa.kit.refusals import refused
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

KEY = "view_as"
_WITHIN = "/kerja/"
# One's own account stays one's own: keys, sessions, and the button that ends it.
_OWN = "/kerja/akun/"
_READS = ("GET", "HEAD")
_ONLY_LOOKING = _(
    "Anda sedang melihat dengan izin: hanya membaca. Selesaikan dulu, lalu coba lagi."
)

# Pages of counselling, 360, discipline and confidential reports by the beginning of their names;
# what is sealed otherwise asks for a proof, which nobody can give for somebody else.
_IN_CONFIDENCE = (
    "feedback:guidance",
    "feedback:opinion",
    "feedback:competence",
    "feedback:behaviour",
    "feedback:report_behaviour",
    "feedback:round",
    "consequences:case",
    "complaints:hearing",
    "privacy:unsealing",
    "insights:my_data",
)
_NOT_SHOWN = _("Pembinaan, 360 derajat, dan disiplin tidak ikut diizinkan untuk dilihat.")


@dataclass(frozen=True, slots=True)
class _Helper:
    """Who looks, for the record."""

    agency: Agency
    user_id: int | None
    now: datetime


class ViewingMiddleware:
    """After the account, before everything that asks who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = cast(StaffRequest, request)
        consent = _consent(asked)
        if consent is None or request.path.startswith(_OWN):
            return self.get_response(request)
        helper = _Helper(asked.agency, asked.user.pk, clock.now())
        response = self._shown(asked, consent)
        viewing.note_page(doer=helper, owner=consent.user, path=request.path)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse whatever is meant to write, and what was told in confidence."""
        if viewed_by(request) is None:
            return None
        if request.method not in _READS:
            return refused(request, Refused(_ONLY_LOOKING))
        match = request.resolver_match
        if match and match.view_name.startswith(_IN_CONFIDENCE):
            return refused(request, Refused(_NOT_SHOWN))
        return None

    def _shown(self, request: StaffRequest, consent: ViewConsent) -> HttpResponseBase:
        """The page as its owner sees it; what showing it would have written is taken back."""
        helper: User = request.user
        request.user = consent.user
        setattr(request, VIEWING, consent)
        try:
            with transaction.atomic():
                response = self.get_response(request)
                transaction.set_rollback(True)
        finally:
            request.user = helper
        return response


def _consent(request: StaffRequest) -> ViewConsent | None:
    """One query for who looks along, none for anybody else."""
    if not request.path.startswith(_WITHIN) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    key = request.session.get(KEY)
    if key is None or not is_at_home(request):
        return None
    found = viewing.running(
        agency=request.agency, helper_id=request.user.pk, key=key, now=clock.now()
    )
    if found is None:
        del request.session[KEY]
    return found
