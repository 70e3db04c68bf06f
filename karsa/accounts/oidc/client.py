"""OpenID Connect as a relying party: authorization code with PKCE (S256), state and nonce.

Discovery and keys are kept for an hour; a token signed with an unknown key makes us read the keys
anew, at most once a minute, so that a provider may change them any day.
"""

from base64 import b64encode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote, urlencode

from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from karsa.accounts.models import IdentityProvider
from karsa.accounts.oidc import calling
from karsa.accounts.oidc.problems import Problem
from karsa.kit import clock
from karsa.kit.sealing import seal, unseal_if_ours
from karsa.rules.refused import gettext_noop as _

SCOPES = "openid profile"
_BOX = "accounts-oidc"
_HOUR, _MINUTE = 3600, 60
# Signatures with a public key only: none, and what a shared secret signs, are refused.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
_LEEWAY = 60
# Whoever is signed in there already is asked again, and when that was is told (auth_time).
_ONCE_MORE = {"prompt": "login", "max_age": "0"}


@dataclass(frozen=True, slots=True)
class Trip:
    """What is remembered in the session while somebody is at the provider.

    `since`: when somebody signed in was sent there to show once more to be there (seconds since
    1970, by the clock the provider shares); 0 for signing in.
    """

    state: str
    nonce: str
    verifier: str
    back: str
    where: str
    since: int = 0

    @property
    def kept(self) -> dict[str, Any]:
        """The same for the session."""
        return asdict(self)


def depart(where: str, back: str, since: int = 0) -> Trip:
    """Return a new trip that ends at `where`; the provider leads to `back`."""
    return Trip(token_urlsafe(24), token_urlsafe(24), token_urlsafe(48), back, where, since)


def seal_secret(agency_id: int, secret: str) -> str:
    """Return the client's secret as it is stored."""
    return seal(_BOX, agency_id, secret)


def discovered(provider: IdentityProvider) -> dict[str, Any]:
    """Return what the provider says of itself. Raises Problem. No query."""
    issuer = provider.issuer.rstrip("/")
    address = f"{issuer}/.well-known/openid-configuration"
    found: dict[str, Any] | None = cache.get(f"oidc:{address}")
    if found is None:
        found = calling.read(address)
        cache.set(f"oidc:{address}", found, _HOUR)
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise Problem(
            _("Penyedia menyebut dirinya %(said)s, bukan %(issuer)s. Samakan alamatnya."),
            said=found.get("issuer", ""),
            issuer=issuer,
        )
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not found.get(name):
            raise Problem(_("Penyedia tidak menyebut %(name)s."), name=name)
    return found


def address_for(provider: IdentityProvider, trip: Trip) -> str:
    """Return where the browser goes to sign in. Raises Problem."""
    challenge = urlsafe_b64encode(sha256(trip.verifier.encode()).digest()).rstrip(b"=")
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": trip.back,
        "scope": SCOPES,
        "state": trip.state,
        "nonce": trip.nonce,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    if trip.since:
        asked |= _ONCE_MORE
    address = str(discovered(provider)["authorization_endpoint"])
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def number_of(provider: IdentityProvider, trip: Trip, code: str, now: datetime) -> str:
    """Return the employee number the provider vouches for. Raises Problem.

    Looked for in the ID token, then at the userinfo endpoint.
    """
    tokens = _redeemed(provider, trip, code)
    claims = verified(provider, str(tokens.get("id_token", "")), trip.nonce, now)
    if trip.since and int(claims.get("auth_time") or 0) < trip.since - _LEEWAY:
        raise Problem(_("Penyedia tidak menanyai Anda sekali lagi. Pakai kata sandi atau kode."))
    if provider.claim not in claims:
        claims = _userinfo(provider, str(tokens.get("access_token", "")), str(claims["sub"]))
    found = str(claims.get(provider.claim, "")).strip()
    if not found:
        raise Problem(
            _("Penyedia tidak mengirim klaim “%(claim)s”. Tambahkan di sana, atau ganti namanya."),
            claim=provider.claim,
        )
    return found


def redeem(
    provider: IdentityProvider, code: str, verifier: str, back: str
) -> tuple[int, dict[str, Any]]:
    """Give a code for tokens; return the status and what was said. Raises Problem."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
    }
    head = {}
    if provider.sealed_secret:
        secret = unseal_if_ours(_BOX, provider.agency_id, provider.sealed_secret) or ""
        pair = f"{quote(provider.client_id, safe='')}:{quote(secret, safe='')}"
        head["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        form["client_id"] = provider.client_id
    return calling.send(str(discovered(provider)["token_endpoint"]), form, head)


def keys_of(provider: IdentityProvider, *, anew: bool = False) -> KeySet:
    """Return the provider's public keys. Raises Problem. No query."""
    address = str(discovered(provider)["jwks_uri"])
    found = None if anew else cache.get(f"oidc:{address}")
    if found is None:
        found = calling.read(address)
        cache.set(f"oidc:{address}", found, _HOUR)
    try:
        return KeySet.import_key_set(found)  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError):
        raise Problem(_("Kunci penyedia di %(address)s tidak terbaca."), address=address) from None


def _redeemed(provider: IdentityProvider, trip: Trip, code: str) -> dict[str, Any]:
    status, said = redeem(provider, code, trip.verifier, trip.back)
    if status != HTTPStatus.OK:
        raise Problem(_("Penyedia menolak kodenya (%(why)s)."), why=said.get("error", status))
    return said


def verified(provider: IdentityProvider, token: str, nonce: str, now: datetime) -> dict[str, Any]:
    """Return the claims of an ID token that is ours, signed and new. Raises Problem."""
    try:
        claims = _decoded(provider, token).claims
        jwt.JWTClaimsRegistry(
            now=int(clock.on_other_clocks(now).timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": discovered(provider)["issuer"]},
            aud={"essential": True, "value": provider.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
    except (JoseError, ValueError) as problem:
        raise Problem(
            _("Tanda pengenal dari penyedia tidak sah (%(why)s)."), why=type(problem).__name__
        ) from None
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise Problem(_("Tanda pengenal dari penyedia bukan untuk Karsa."))
    return dict(claims)


def _decoded(provider: IdentityProvider, token: str) -> jwt.Token:
    try:
        return jwt.decode(token, keys_of(provider), algorithms=_ALGORITHMS)
    except JoseError:
        if not cache.add(f"oidc:anew:{provider.pk}", value=True, timeout=_MINUTE):
            raise
        return jwt.decode(token, keys_of(provider, anew=True), algorithms=_ALGORITHMS)


def _userinfo(provider: IdentityProvider, token: str, subject: str) -> dict[str, Any]:
    address = discovered(provider).get("userinfo_endpoint")
    if not address or not token:
        return {}
    found = calling.read(str(address), {"Authorization": f"Bearer {token}"})
    if found.get("sub") != subject:
        raise Problem(_("Penyedia menjawab tentang orang lain."))
    return found
