"""Providers that regions have: what to fill in, as data with its source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """What a form begins with. `issuer` may hold a place of the region's own."""

    code: str
    name: str
    issuer: str
    claim: str


PRESETS = (
    # Keycloak's issuer is its realm; the NIP is its people's user name.
    Preset("keycloak", "Keycloak", "https://sso.contoh.go.id/realms/karsa", "preferred_username"),
    # BKN's realm for civil servants; the region asks BKN for a client and checks the claim there.
    Preset("bkn", "BKN (SIASN)", "https://sso-siasn.bkn.go.id/auth/realms/public-siasn", "nip"),
)


def preset(code: str) -> Preset | None:
    """Return the preset of a code; None where there is none."""
    return next((one for one in PRESETS if one.code == code), None)
