"""A helper types drafts and nothing else: every other verb answers as to any stranger."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditDetail, AuditEntry
from karsa.development.models import HelpedDraft, Helping
from karsa.development.queries.helping import colleagues, drafts_for
from karsa.development.services import helping as services
from karsa.evaluations.tests import make as evaluations
from karsa.journal.models import DailyEntry
from karsa.journal.queries import places
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

KEY = UUID("0b6e3f5a-6f4e-4a4e-9c1e-0000000000aa")


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def action(people):
    return plans.action(plans.result(plans.plan(people.rina.assignments.get())))


def asked(people, days=7):
    return services.let_help(actor=make.actor(people.rina), helper=people.dedi, days=days)


def typed(people, helping, day=make.TODAY):
    dedi = make.actor(people.dedi)
    place = places(services.acting_for(dedi, helping))
    said: services.Day = {
        "place": next(iter(place.values())),
        "day": day,
        "quantity": Decimal(5),
        "text": "",
    }
    return services.draft_entry(actor=dedi, helping=helping, key=KEY, said=said)


def test_a_draft_names_both_and_waits_for_the_person(people, action):
    helping = asked(people)
    entry = typed(people, helping)

    assert (entry.state, entry.employee) == (DailyEntry.State.DRAFT, people.rina)
    written = AuditEntry.objects.get(verb="journal.save_draft")
    assert written.actor_id == people.dedi.user.pk
    note = AuditDetail.objects.get(entry__verb="development.drafted").text
    assert people.dedi.name in note
    assert people.rina.name in note
    assert [one.entry for one in drafts_for(make.actor(people.rina))] == [entry]
    assert not DailyEntry.objects.visible_to(make.actor(people.andi)).exists()
    assert not HelpedDraft.objects.visible_to(make.actor(people.andi)).exists()


def test_a_helper_who_comes_to_rate_the_person_types_no_more(people, action):
    helping = asked(people)
    people.rina.assignments.get().rater_lines.update(rater=people.dedi)
    with pytest.raises(PermissionDenied):
        typed(people, helping)


@pytest.mark.usefixtures("today")
def test_the_person_is_asked_and_sends_it(people, action, sign_in):
    entry = typed(people, asked(people))
    page = sign_in(people.rina)
    assert "untuk Anda – kirim?" in page.get("/kerja/belajar/pendamping/").content.decode()
    said = {"key": KEY, "about": f"a{action.pk}", "quantity": "6", "day": "2026-03-04"}
    assert page.post(reverse("journal:change", args=[entry.pk]), said).status_code == 302
    entry.refresh_from_db()
    assert entry.state == DailyEntry.State.SENT
    assert not drafts_for(make.actor(people.rina))


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize(
    "verb",
    [
        "journal:change",
        "journal:withdraw",
        "journal:discard",
        "journal:repeat",
        "journal:accept",
        "journal:return",
        "plans:propose",
        "plans:agree",
        "evaluations:receive",
        "evaluations:object",
        "evaluations:sign",
    ],
)
def test_a_helper_never_submits_signs_rates_or_objects(verb, people, sign_in, action):
    helping = asked(people)
    row = {
        "journal": lambda: typed(people, helping),
        "plans": lambda: action.plan,
        "evaluations": lambda: evaluations.received(people),
    }[verb.partition(":")[0]]()
    answer = sign_in(people.dedi).post(reverse(verb, args=[row.pk]), {"quantity": "5"})
    assert answer.status_code in (403, 404)


def test_helping_ends_by_itself_and_at_once(people, action):
    helping = asked(people, days=1)
    with pytest.raises(PermissionDenied):
        services.acting_for(make.actor(people.dedi, make.NOW + timedelta(days=1)), helping)
    services.end_help(actor=make.actor(people.rina), helping=helping)
    with pytest.raises(PermissionDenied):
        typed(people, Helping.objects.get())
    with pytest.raises(PermissionDenied):
        services.end_help(actor=make.actor(people.andi), helping=helping)
    assert AuditEntry.objects.filter(verb="development.help_ended").count() == 1


def test_who_may_help(people):
    rina = make.actor(people.rina)
    assert [one.name for one in colleagues(rina)] == ["Andi Prasetyo", "Dedi Kurniawan"]
    for helper, words in (
        (people.andi, "Penilai"),
        (people.sinta, "Penilai"),
        (people.rina, "diri"),
    ):
        with pytest.raises(Refused, match=words):
            services.let_help(actor=rina, helper=helper, days=3)
    with pytest.raises(Refused, match="paling lama 30"):
        services.let_help(actor=rina, helper=people.dedi, days=31)
    asked(people)
    with pytest.raises(Refused, match="sudah mendampingi"):
        asked(people)


def test_a_stranger_types_nothing(people, action):
    helping = asked(people)
    for one in (people.budi, people.andi, people.rina):
        with pytest.raises(PermissionDenied):
            services.acting_for(make.actor(one), helping)


def test_a_key_of_the_persons_own_draft_is_not_taken(people, action):
    helping = asked(people)
    other = typed(people, helping)
    HelpedDraft.objects.all().delete()
    with pytest.raises(PermissionDenied):
        typed(people, helping)
    other.refresh_from_db()


def test_a_result_goes_into_a_draft_only(people):
    post = people.rina.assignments.get()
    plan = plans.plan(post, state=PerformancePlan.State.DRAFT)
    helping, dedi = asked(people), make.actor(people.dedi)
    words = {"text": "Balita sehat", "measure": "Balita ditimbang", "target": "60 balita"}
    services.draft_result(actor=dedi, helping=helping, plan=plan, **words)
    assert plan.results.get().measures.get().target == "60 balita"
    plan.state = PerformancePlan.State.PROPOSED
    plan.save()
    with pytest.raises(Refused):
        services.draft_result(actor=dedi, helping=helping, plan=plan, **words)


@pytest.mark.usefixtures("today")
def test_pages_of_help(people, action, sign_in):
    helping = asked(people)
    page = sign_in(people.dedi)
    url = f"/kerja/belajar/pendamping/{helping.pk}/"
    assert_flat(
        lambda: page.get("/kerja/belajar/pendamping/"),
        lambda: make.assignment(make.employee(people.rina.agency), people.clinic),
    )
    assert page.get(url).status_code == 200
    said = {"key": KEY, "about": f"a{action.pk}", "quantity": "6", "day": "2026-03-04"}
    assert page.post(f"{url}catatan/", {**said, "about": "a0"}).status_code == 200
    assert page.post(f"{url}catatan/", said).status_code == 302
    assert page.post(f"{url}rencana/", {"text": "x"}).status_code == 404
    assert page.post(f"{url}selesai/").status_code == 302
    assert page.get(url).status_code == 403
