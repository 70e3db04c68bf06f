"""How people sign in is chosen by an administrator; a provider of identities by two people."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from karsa.accounts.models import IdentityProvider, User
from karsa.accounts.oidc.presets import PRESETS
from karsa.accounts.policies import can_confirm_provider
from karsa.accounts.queries.providers import provider_of, second_persons
from karsa.accounts.roles import Role
from karsa.accounts.services.ways import Written, choose_second_factor, save_provider
from karsa.accounts.sessions import PROVEN_AT, SECOND_AT
from karsa.audit.models import AuditEntry
from karsa.inbox.models import Notice
from karsa.kit.remembered import forget_all
from karsa.org.queries.actor import actor_of
from karsa.org.tests import make

TYPED = {
    "name": "SSO",
    "issuer": "https://sso.contoh.go.id/r",
    "client_id": "karsa",
    "secret": "rahasia",
    "claim": "nip",
    "is_on": "on",
}
WAYS = "/kerja/akun/cara-masuk/"


@pytest.fixture
def provider(agency):
    """The one in force."""
    known = {"name": "SSO Kabupaten", "issuer": "https://lama.contoh.go.id", "client_id": "karsa"}
    return IdentityProvider.objects.create(agency=agency, is_on=True, **known)


@pytest.fixture
def enter():
    """Sign somebody in who has just taken the second step, each in a browser of their own."""

    def sign_in(person, *roles):
        for role in roles:
            make.grant(person, role)
        client = Client()
        client.force_login(person.user)
        session = client.session
        session[SECOND_AT] = session[PROVEN_AT]
        session.save()
        return client

    return sign_in


def test_the_administrator_sets_it_up(agency, people, enter):
    budi = enter(people.budi, Role.ADMINISTRATOR)
    shown = budi.get(f"{WAYS}penyedia/?contoh=keycloak").content.decode()
    assert PRESETS[0].issuer in shown

    assert budi.post(f"{WAYS}penyedia/", TYPED).status_code == 302
    kept = IdentityProvider.objects.get()
    assert kept.is_on
    assert "rahasia" not in kept.sealed_secret
    budi.post(f"{WAYS}penyedia/", TYPED | {"secret": "", "name": "SSO baru"})
    assert IdentityProvider.objects.get().sealed_secret == kept.sealed_secret
    assert "rahasia" not in budi.get(f"{WAYS}penyedia/").content.decode()

    budi.post(f"{WAYS}kewajiban/", {"second_factor": "everybody"})
    forget_all()
    assert budi.get(WAYS).url == "/kerja/akun/keamanan/"
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"accounts.provider_saved", "accounts.second_factor_chosen"} <= set(verbs)


def test_what_one_administrator_writes_waits_for_a_second_person(client, agency, people, enter):
    budi = enter(people.budi, Role.ADMINISTRATOR)
    budi.post(f"{WAYS}penyedia/", TYPED)
    waiting = IdentityProvider.objects.get()
    assert "Masuk dengan SSO" not in client.get("/masuk/").content.decode()
    assert client.get("/masuk/penyedia/").status_code == 404

    confirm = f"{WAYS}penyedia/{waiting.pk}/sahkan/"
    assert confirm not in budi.get(WAYS).content.decode()
    assert budi.post(confirm).status_code == 403
    assert enter(people.hana).post(confirm).status_code == 403
    dedi = enter(people.dedi, Role.INSPECTOR)
    assert confirm in dedi.get(WAYS).content.decode()
    assert dedi.post(confirm).status_code == 302
    assert "Masuk dengan SSO" in client.get("/masuk/").content.decode()


def test_who_may_confirm_hears_of_it_and_its_author_does_not(
    people, enter, django_capture_on_commit_callbacks
):
    budi = enter(people.budi, Role.ADMINISTRATOR)
    make.grant(people.dedi, Role.INSPECTOR)
    make.grant_to(_outside(people), Role.INSPECTOR)
    with django_capture_on_commit_callbacks(execute=True):
        budi.post(f"{WAYS}penyedia/", TYPED)
    told = Notice.objects.filter(kind="provider_waits")
    assert {one.user for one in told} == {people.dedi.user, people.regent.user}
    assert {one.path for one in told} == {WAYS}


def test_no_administrator_confirms_what_an_account_outside_the_staff_list_wrote(people, enter):
    enter(people.budi, Role.ADMINISTRATOR)
    outside = _outside(people)
    waiting = IdentityProvider(agency=outside.agency, written_by=outside, state="waiting")
    assert not can_confirm_provider(make.actor(people.budi), waiting)
    assert can_confirm_provider(make.actor(people.regent), waiting)
    assert set(second_persons(waiting, make.TODAY)) == {people.regent.user}


def test_an_account_outside_the_staff_list_confirms_nothing(people):
    outside = _outside(people)
    make.grant_to(outside, Role.ADMINISTRATOR)
    waiting = IdentityProvider(agency=outside.agency, written_by=people.budi.user, state="waiting")
    assert not can_confirm_provider(actor_of(outside, outside.agency, make.NOW), waiting)


def _outside(people):
    return User.objects.create(agency=people.budi.agency, username="operator-server")


def test_the_one_in_force_stays_until_then_and_what_was_seen_is_what_is_confirmed(
    agency, people, enter, provider
):
    budi = enter(people.budi, Role.ADMINISTRATOR)
    regent = enter(people.regent)
    budi.post(f"{WAYS}penyedia/", TYPED)
    seen = IdentityProvider.objects.get(state="waiting")
    budi.post(f"{WAYS}penyedia/", TYPED | {"issuer": "https://jahat.contoh.id", "secret": ""})
    waiting = IdentityProvider.objects.get(state="waiting")

    assert provider_of(agency) == provider
    assert waiting.sealed_secret == ""  # a secret is told to nobody but whom it was for
    assert regent.post(f"{WAYS}penyedia/{seen.pk}/sahkan/").status_code == 404
    assert regent.post(f"{WAYS}penyedia/{waiting.pk}/batal/").status_code == 302
    assert list(IdentityProvider.objects.all()) == [provider]


def test_what_opens_nothing_is_in_force_at_once(agency, people, enter, provider):
    budi = enter(people.budi, Role.ADMINISTRATOR)
    same = TYPED | {"issuer": provider.issuer, "secret": "", "name": "SSO lama"}
    del same["is_on"]
    budi.post(f"{WAYS}penyedia/", same)
    assert provider_of(agency) is None
    assert IdentityProvider.objects.get().state == "in_force"
    budi.post(f"{WAYS}penyedia/", same | {"is_on": "on"})
    assert provider_of(agency) is None
    assert IdentityProvider.objects.filter(state="waiting").exists()


def test_a_password_alone_sets_no_provider(people, enter):
    people.budi.user.set_password("kopi sore di teras")
    people.budi.user.save()
    budi = enter(people.budi, Role.ADMINISTRATOR)
    session = budi.session
    del session[SECOND_AT]
    session.save()
    proof = {"bukti-sent": "1", "bukti-password": "kopi sore di teras"}

    for sent in (TYPED, TYPED | proof):
        asked = budi.post(f"{WAYS}penyedia/", sent).content.decode()
        assert "Kata sandi saja tidak cukup" in asked
        assert 'name="bukti-password"' not in asked
    assert not IdentityProvider.objects.exists()


def test_nobody_else_does(people):
    hana = make.actor(people.hana)
    written = Written("SSO", "https://a.test", "karsa", "", "nip", True, False, False)
    with pytest.raises(PermissionDenied):
        save_provider(actor=hana, written=written)
    with pytest.raises(PermissionDenied):
        choose_second_factor(actor=hana, wanted="recommended")
