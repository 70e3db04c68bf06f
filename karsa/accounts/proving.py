"""Sensitive acts ask again whether the owner is there; nothing that was typed is lost."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.forms import ProofForm
from karsa.accounts.models import User
from karsa.accounts.queries.factors import has_app, passkeys_of
from karsa.accounts.queries.providers import provider_of
from karsa.accounts.services import attempts, passkeys, proofs
from karsa.accounts.sessions import PROVEN_AT, SECOND_AT
from karsa.kit import formats
from karsa.kit.pages import page
from karsa.tenancy.models import Agency

FRESH = timedelta(minutes=15)
CHALLENGE = "challenge"
_SENT = "bukti-sent"
_FORM = "proof_form"


def is_fresh(request: HttpRequest, actor: Actor, mark: str = PROVEN_AT) -> bool:
    """Whether the owner proved to be there within the last quarter of an hour; in practice yes.

    `mark`: SECOND_AT where a password alone will not do. No query.
    """
    if actor.agency.is_practice:
        return True
    age = actor.now.timestamp() - request.session.get(mark, 0)
    return bool(age < FRESH.total_seconds())


def place_of(request: HttpRequest) -> passkeys.Place:
    """Return our name as browsers know it: the host, and the origin of the page."""
    host = request.get_host()
    return passkeys.Place(host.partition(":")[0], f"{request.scheme}://{host}")


def is_proved(request: HttpRequest, user: User, actor: Actor) -> bool:
    """Whether a form carries a proof that fits; what is wrong with it is kept for `ask`."""
    form = ProofForm(request.POST if _SENT in request.POST else None, prefix="bukti")
    setattr(request, _FORM, form)
    if not form.is_valid():
        return False
    counts = (attempts.Count(f"{user.username} proof"),)
    proof = proofs.Proof(**form.cleaned_data, challenge=request.session.pop(CHALLENGE, ""))
    place = place_of(request)
    if proofs.accept(user=user, proof=proof, place=place, counts=counts, now=actor.now):
        note(request, actor, second=bool(proof.code or proof.credential))
        return True
    form.add_error(None, _("Belum cocok. Periksa lagi, lalu coba sekali lagi."))
    locked = attempts.locked_until(agency=actor.agency, counts=counts, now=actor.now)
    if locked is not None:
        form.add_error(None, wait(actor.agency, locked))
    return False


def note(request: HttpRequest, actor: Actor, *, second: bool) -> None:
    """Keep in the session that its owner was there, `second`: with more than a password."""
    request.session[PROVEN_AT] = int(actor.now.timestamp())
    if second:
        request.session[SECOND_AT] = request.session[PROVEN_AT]


def forget(request: HttpRequest) -> None:
    """Signing in was no proof that somebody is there."""
    request.session[PROVEN_AT] = 0
    request.session.pop(SECOND_AT, None)


def ask(request: HttpRequest, user: User, *, second: bool = False) -> HttpResponse:
    """Return the page that asks for a proof; it carries what the act's own form held.

    `second`: of the second step, where a password alone will not do.
    """
    options = ""
    if passkeys_of(user):
        asked = passkeys.ask(user=user, place=place_of(request))
        request.session[CHALLENGE], options = asked.challenge, asked.options
    response = page(
        request,
        "accounts/prove.html",
        form=getattr(request, _FORM, None) or ProofForm(prefix="bukti"),
        kept=[*_kept(request), (_SENT, "1")],
        options=options,
        has_app=has_app(user),
        second=second,
        provider=provider_of(user.agency),
    )
    response["HX-Retarget"] = response["HX-Reselect"] = "body"
    response["Cache-Control"] = "no-store"
    return response


def wait(agency: Agency, until: datetime) -> str:
    """Say until when one must wait."""
    local = formats.clock(until.astimezone(ZoneInfo(agency.zone)))
    return _("Terlalu banyak percobaan. Demi keamanan, coba lagi setelah pukul %(time)s.") % {
        "time": local
    }


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith("bukti-") and name != "csrfmiddlewaretoken"
    ]
