"""Signing in at a real OpenID provider: a certified one, started here on loopback."""

import json
import shutil
import socket
import subprocess
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener, urlopen

import pytest

from karsa.accounts.models import IdentityProvider, User
from karsa.accounts.oidc import client as oidc
from karsa.accounts.oidc.checking import findings
from karsa.accounts.oidc.problems import Problem
from karsa.accounts.tests.test_factors import with_app
from karsa.audit.models import AuditEntry
from karsa.kit import clock
from karsa.org.models import Employee
from karsa.org.tests import make

pytestmark = pytest.mark.once
HERE = Path(__file__).parent
BACK = "http://testserver/masuk/penyedia/kembali/"
PEOPLE = {"dikenal": "199001012015039991", "asing": "199001012015039992", "tanpa-nip": ""}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    node = shutil.which("node")
    assert node
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = subprocess.Popen(
        [node, str(HERE / "provider.mjs"), str(port), BACK, json.dumps(PEOPLE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with started:
        assert started.stdout
        assert started.stdout.readline().strip() == "siap"
        yield f"http://127.0.0.1:{port}"
        started.kill()


@pytest.fixture(autouse=True)
def on_loopback(settings):
    settings.OUTGOING_LOOPBACK = True


@pytest.fixture
def provider(agency, issuer):
    return IdentityProvider.objects.create(
        agency=agency,
        name="SSO Kabupaten",
        issuer=issuer,
        client_id="karsa",
        sealed_secret=oidc.seal_secret(agency.pk, "rahasia-coba"),
        claim="nip",
        is_on=True,
    )


@pytest.fixture
def known(people):
    """Rina under the number the provider knows."""
    User.objects.filter(pk=people.rina.user.pk).update(username=PEOPLE["dikenal"])
    Employee.objects.filter(pk=people.rina.pk).update(nip=PEOPLE["dikenal"])
    return people.rina


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def at_provider(address: str, who: str) -> str:
    """Sign in there as `who`; return the path and query the browser is led back to."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()), _Stay)
    address += f"&login_hint={who}"
    while not address.startswith(BACK):
        try:
            raise AssertionError(browser.open(address).read())
        except HTTPError as answer:
            answer.close()
            address = answer.headers["Location"]
            if address.startswith("/"):
                address = f"{issuer_of(answer.url)}{address}"
    return address.removeprefix("http://testserver")


def issuer_of(address: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(address))


def travel(client, who="dikenal", next_page="/kerja/kabar/"):
    away = client.get("/masuk/penyedia/", {"next": next_page}).url
    return client.get(at_provider(away, who))


def told(client):
    return " ".join(str(one) for one in client.get("/masuk/").context["messages"])


def change(client, **over):
    session = client.session
    session.update(over)
    session.save()


def test_the_door_offers_the_provider_and_asks_with_pkce(client, provider):
    assert "Masuk dengan SSO Kabupaten" in client.get("/masuk/").content.decode()
    asked = parse_qs(urlsplit(client.get("/masuk/penyedia/").url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)


def test_a_known_number_comes_in_where_it_wanted_to(client, provider, known):
    answer = travel(client)
    assert (answer.status_code, answer.url) == (302, "/kerja/kabar/")
    assert int(client.session["_auth_user_id"]) == known.user.pk


def test_an_unknown_number_gets_no_account(client, provider, people):
    before = User.objects.count()
    assert travel(client, "asing").url == "/masuk/"
    assert "Belum ada akun" in told(client)
    assert User.objects.count() == before


def test_an_account_is_made_for_a_known_employee_only_if_the_agency_said_so(
    client, provider, people
):
    Employee.objects.filter(pk=people.dedi.pk).update(nip=PEOPLE["asing"], user=None)
    assert travel(client, "asing").url == "/masuk/"
    IdentityProvider.objects.update(opens_accounts=True)
    assert travel(client, "asing").url == "/kerja/kabar/"
    made = User.objects.get(username=PEOPLE["asing"])
    assert Employee.objects.get(pk=people.dedi.pk).user == made
    assert AuditEntry.objects.get(verb="accounts.opened_by_provider").actor_id == made.pk


def test_the_name_of_an_account_of_nobody_in_the_staff_list_opens_nothing(client, provider):
    User.objects.create(agency=provider.agency, username=PEOPLE["asing"], password="!")
    assert travel(client, "asing").url == "/masuk/"
    assert "_auth_user_id" not in client.session


def test_a_missing_claim_is_named(client, provider, known):
    assert travel(client, "tanpa-nip").url == "/masuk/"
    assert "tidak mengirim klaim “nip”" in told(client)


def test_a_closed_account_stays_closed(client, provider, known):
    User.objects.filter(pk=known.user.pk).update(is_active=False)
    assert travel(client).url == "/masuk/"


def test_our_own_second_step_is_asked_unless_the_provider_asks(
    client, provider, known, monkeypatch
):
    with monkeypatch.context() as at_noon:
        at_noon.setattr("karsa.kit.clock.now", lambda: make.NOW)
        with_app(known)
    assert travel(client).url == "/masuk/langkah-kedua/"
    IdentityProvider.objects.update(asks_second_factor=True)
    assert travel(client).url == "/kerja/kabar/"


def prove(client, who, next_page="/kerja/akun/izin/"):
    away = client.get("/masuk/penyedia/", {"bukti": "1", "next": next_page}).url
    assert {"prompt=login", "max_age=0"} <= set(away.split("&"))
    return client.get(at_provider(away, who))


def test_who_comes_by_the_provider_shows_there_to_be_here(client, provider, known):
    travel(client)
    asked = client.get("/kerja/akun/izin/")
    assert asked.url.startswith("/kerja/akun/bukti/")
    assert "Buktikan lewat SSO Kabupaten" in client.get(asked.url).content.decode()

    assert prove(client, "dikenal").url == "/kerja/akun/izin/"
    assert client.get("/kerja/akun/izin/").status_code == 200


def test_somebody_elses_proof_is_none(client, provider, known):
    travel(client)
    prove(client, "asing")
    assert client.get("/kerja/akun/izin/").status_code == 302
    assert int(client.session["_auth_user_id"]) == known.user.pk


def test_a_provider_that_does_not_ask_again_proves_nothing(client, provider, known, monkeypatch):
    travel(client)
    away = client.get("/masuk/penyedia/", {"bukti": "1"}).url
    change(client, at_provider=client.session["at_provider"] | {"since": int(time.time()) + 3600})
    client.get(at_provider(away, "dikenal"))
    assert "tidak menanyai Anda" in " ".join(
        map(str, client.get("/kerja/kabar/").context["messages"])
    )
    assert client.get("/kerja/akun/izin/").status_code == 302


def test_the_way_back_is_taken_once_and_only_by_who_left(client, provider, known):
    away = client.get("/masuk/penyedia/").url
    back = at_provider(away, "dikenal")
    forged = back.replace("state=", "state=x")

    assert client.get(forged).url == "/masuk/"
    assert "Coba masuk lagi" in told(client)
    assert client.get(back).url == "/masuk/"  # the trip ended with the forgery
    assert "_auth_user_id" not in client.session


def test_a_token_for_another_question_is_refused(client, provider, known):
    away = client.get("/masuk/penyedia/").url
    back = at_provider(away, "dikenal")
    change(client, at_provider=client.session["at_provider"] | {"nonce": "lain"})

    assert client.get(back).url == "/masuk/"
    assert "tidak sah" in told(client)


def test_a_stolen_code_is_worth_nothing_without_the_verifier(client, provider, known):
    away = client.get("/masuk/penyedia/").url
    back = at_provider(away, "dikenal")
    change(client, at_provider=client.session["at_provider"] | {"verifier": "x" * 64})

    assert client.get(back).url == "/masuk/"
    assert "invalid_grant" in told(client)


def test_the_provider_may_change_its_keys(client, provider, known, issuer):
    assert travel(client).status_code == 302
    client.logout()
    with urlopen(f"{issuer}/berganti") as answer:
        assert answer.status == 200
    assert travel(client).url == "/kerja/kabar/"


def test_trying_says_what_is_wrong(provider, issuer):
    good = findings(provider, BACK)
    assert [one.is_good for one in good] == [True] * len(good)
    assert len(good) == 5

    provider.sealed_secret = oidc.seal_secret(provider.agency_id, "lain")
    assert "invalid_client" in findings(provider, BACK)[-1].text
    provider.issuer = f"{issuer}/lain"
    assert "menjawab 404" in findings(provider, BACK)[-1].text
    provider.issuer = "http://127.0.0.1:9"
    assert "tidak tersambung" in findings(provider, BACK)[-1].text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://sso.contoh.go.id", "https"),
        ("https://127.0.0.1/realms/karsa", "jaringan dalam"),
        ("https://[::1]/", "jaringan dalam"),
        ("https://169.254.169.254/latest", "jaringan dalam"),
        ("https://10.0.0.7/realms/karsa", "jaringan dalam"),
        ("https://sso.invalid/", "tidak ditemukan"),
        ("https://sso..contoh.go.id/", "jaringan dalam"),
        ("https://sso.contoh.go.id:x/", "https"),
        ("ftp://sso.contoh.go.id", "https"),
    ],
)
def test_where_nobody_is_asked(provider, settings, address, words):
    settings.OUTGOING_LOOPBACK = False
    provider.issuer = address
    with pytest.raises(Problem, match=words):
        oidc.discovered(provider)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_nobody_signed_is_refused(provider, algorithm):
    head = {"alg": algorithm, "typ": "JWT"}
    claims = {"iss": provider.issuer, "aud": "karsa", "sub": "dikenal", "nip": "1"}
    forged = ".".join(_packed(part) for part in (head, claims)) + "."
    with pytest.raises(Problem, match="tidak sah"):
        oidc.verified(provider, forged, "apa saja", clock.now())


def _packed(part: dict[str, str]) -> str:
    return urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
