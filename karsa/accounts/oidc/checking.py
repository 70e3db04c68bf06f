"""“Coba”: does the provider answer as we need it to, and if not, what is wrong?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.accounts.models import IdentityProvider
from karsa.accounts.oidc import client
from karsa.accounts.oidc.problems import Problem
from karsa.kit.refusals import sentence

_NO_PROBLEM = "invalid_grant"
_WRONG_CLIENT = ("invalid_client", "unauthorized_client")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried."""

    is_good: bool
    text: str


def findings(provider: IdentityProvider, back: str) -> list[Finding]:
    """Return what was tried, in order, up to the first thing that makes the rest useless."""
    found: list[Finding] = []
    try:
        found.extend(Finding(is_good=True, text=text) for text in _tried(provider, back))
    except Problem as problem:
        found.append(Finding(is_good=False, text=sentence(problem)))
    return found


def _tried(provider: IdentityProvider, back: str) -> Iterator[str]:
    known = client.discovered(provider)
    yield _("Penyedia menjawab, dan namanya cocok.")
    if "S256" not in known.get("code_challenge_methods_supported", []):
        raise Problem(gettext_noop("Penyedia belum mendukung PKCE (S256). Nyalakan di sana."))
    yield _("Kode dengan PKCE (S256) didukung.")
    count = len(client.keys_of(provider).keys)
    if not count:
        raise Problem(gettext_noop("Penyedia belum punya kunci tanda tangan."))
    yield _("Kunci tanda tangannya terbaca.")
    # A code that cannot be: whoever we are is judged before it.
    _status, said = client.redeem(provider, "coba", "coba" * 12, back)
    error = str(said.get("error", ""))
    if error in _WRONG_CLIENT:
        raise Problem(
            gettext_noop("Penyedia tidak mengenal client ID dan rahasianya (%(error)s)."),
            error=error,
        )
    if error != _NO_PROBLEM:
        raise Problem(gettext_noop("Penyedia menjawab tak terduga (%(error)s)."), error=error)
    yield _("Client ID dan rahasianya diterima.")
    if provider.claim in known.get("claims_supported", []):
        yield _("Klaim yang memuat NIP disebut penyedia.")
