"""Rounds of many voices: nobody is found by what they said, whatever one joins."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.feedback import services
from karsa.feedback.models import Round, RoundPart, RoundScore, RoundWord, SealedAnswer
from karsa.feedback.queries import rounds as queries
from karsa.feedback.services import rounds as service
from karsa.feedback.services.rounds import Said
from karsa.kit import sealing
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.behaviour import VALUE_KEYS
from karsa.rules.refused import Refused

CLOSES = org.TODAY + timedelta(days=7)
AFTER = CLOSES + timedelta(days=1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)
    monkeypatch.setattr(service, "_chance", Random(360))


@pytest.fixture
def act(people):
    return lambda name: org.actor(getattr(people, name))


@pytest.fixture
def staff(people) -> None:
    """Seven more colleagues of Rina's, so that nine are peers and Andi leads them."""
    for number in range(7):
        post = org.assignment(org.employee(people.clinic.agency, f"Rekan {number}"), people.clinic)
        org.rater(post, people.andi, people.sinta)


@pytest.fixture
def opened(people, staff, act) -> Round:
    return services.open_round(
        actor=act("andi"), unit=people.clinic, name="Semester I", closes=CLOSES
    )


def scores(number: int) -> dict[str, int]:
    """A pattern that names its author, if anything would lead back."""
    return {key: 1 + (number + place) % 5 for place, key in enumerate(VALUE_KEYS)}


def answer(part: RoundPart, number: int, text: str = "") -> None:
    services.answer_round(actor=org.actor(part.rater), part=part, said=Said(scores(number), text))


def parts_on(row: Round, subject, *groups: str) -> list[RoundPart]:
    found = row.parts.filter(subject=subject, group__in=groups)
    return list(found.select_related("rater").order_by("rater__name"))


def release(row: Round) -> None:
    assert services.release_rounds(agency=row.agency, today=AFTER) == 1
    row.refresh_from_db()


def test_superior_peers_subordinates_and_oneself_are_drawn(opened, people):
    about_rina = dict(opened.parts.filter(subject=people.rina).values_list("rater", "group"))
    about_andi = dict(opened.parts.filter(subject=people.andi).values_list("rater", "group"))

    assert about_rina[people.rina.pk] == "self"
    assert about_rina[people.andi.pk] == "superior"
    assert list(about_rina.values()).count("peer") == 8
    assert about_andi[people.sinta.pk] == "superior"
    assert list(about_andi.values()).count("subordinate") == 9


@pytest.mark.parametrize(("who", "may"), [("hana", True), ("sinta", True), ("budi", False)])
def test_the_office_and_heads_open_rounds(people, staff, act, who, may):
    asked = {"unit": people.clinic, "name": "Semester I", "closes": CLOSES}
    if not may:
        with pytest.raises(PermissionDenied):
            services.open_round(actor=act(who), **asked)
        return
    services.open_round(actor=act(who), **asked)
    with pytest.raises(Refused, match="masih punya putaran"):
        services.open_round(actor=act(who), **asked)


def test_a_round_needs_days(people, staff, act):
    with pytest.raises(Refused, match="setelah hari ini"):
        services.open_round(actor=act("andi"), unit=people.clinic, name="x", closes=org.TODAY)


def test_one_answers_once_for_oneself_and_in_time(opened, people):
    part = parts_on(opened, people.rina, "peer")[0]
    with pytest.raises(PermissionDenied):
        services.answer_round(actor=org.actor(people.rina), part=part, said=Said(scores(1)))
    with pytest.raises(Refused, match="paling sedikit"):
        services.answer_round(actor=org.actor(part.rater), part=part, said=Said({}))
    answer(part, 1)
    with pytest.raises(Refused, match="sudah menjawab"):
        answer(part, 2)
    late = org.actor(people.rina, org.NOW + timedelta(days=8))
    own = parts_on(opened, people.rina, "self")[0]
    with pytest.raises(Refused, match="sudah ditutup"):
        services.answer_round(actor=late, part=own, said=Said(scores(1)))


def test_while_open_nothing_can_be_read_or_told_apart(opened, people):
    """Content, key and place of every sealed answer change with each that comes in."""
    audited = AuditEntry.objects.count()
    kept: set[str] = set()
    for number, part in enumerate(parts_on(opened, people.rina, "peer")):
        answer(part, number, f"Kata {number}")
        rows = list(SealedAnswer.objects.filter(subject=people.rina).values())
        now = {str(value) for row in rows for value in (row["id"], row["box"])}
        assert len(rows) == number + 1
        assert not kept & now
        assert not any("Kata " in value for value in now)  # with a space, as no sealed text has
        kept |= now
    assert AuditEntry.objects.count() == audited
    assert not RoundScore.objects.exists()


def test_no_column_no_order_and_no_audit_row_leads_to_an_author(opened, people):
    order = parts_on(opened, people.rina, "peer", "subordinate")
    for number, part in enumerate(order):
        answer(part, number, f"Kata {number}")
    before = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    release(opened)

    for model, told in ((RoundScore, "scores"), (RoundWord, "text")):
        columns = {field.column for field in model._meta.fields}
        assert columns == {"id", "agency_id", "round_id", "subject_id", "shown_as", told}
        stored = _as_stored(model)
        assert len(stored) == len(order)
        said = [scores(n) if told == "scores" else f"Kata {n}" for n in range(len(order))]
        for ordered in (stored, list(model.objects.order_by("pk"))):
            assert [getattr(row, told) for row in ordered] not in (said, said[::-1])
    words = [row.text[-1] for row in _as_stored(RoundWord)]
    values = [
        next(n for n in range(8) if scores(n) == row.scores) for row in _as_stored(RoundScore)
    ]
    assert words != [str(n) for n in values]  # words and scores are parted as well
    assert not SealedAnswer.objects.exists()
    written = AuditEntry.objects.filter(pk__gt=before).order_by("pk")
    for row in written:
        assert (row.actor_id, row.at.hour, row.at.minute) == (None, 0, 0)
        assert (row.kind, row.object_id) == ("feedback.round", str(opened.pk))
    assert [row.verb for row in written] == ["round.answered"] * len(order) + ["round.released"]
    assert {field.name for field in RoundPart._meta.fields} == {
        "id", "agency", "round", "subject", "rater", "group", "has_answered",
    }  # fmt: skip


def _as_stored(model) -> list[Any]:
    """The rows as they lie in the file: SQLite's rowid, PostgreSQL's place."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    return list(model.objects.extra(select={"place": place}, order_by=["place"]))


def test_fewer_than_five_are_never_shown_nor_kept(opened, people):
    for number, part in enumerate(parts_on(opened, people.rina, "peer")[:4]):
        answer(part, number, "Rahasia")
    answer(parts_on(opened, people.rina, "superior")[0], 3, "Teruskan")
    answer(parts_on(opened, people.rina, "self")[0], 4)
    release(opened)
    found = queries.result_of(org.actor(people.rina), opened)

    assert not found.has_others
    assert [(one.key, one.count) for one in found.columns] == [("self", 1), ("superior", 1)]
    assert (found.words, found.superior_words) == ((), ("Teruskan",))
    assert RoundScore.objects.count() == 2


def test_all_boxes_on_a_person_are_of_one_length_and_a_broken_one_is_passed_over(opened, people):
    for number, part in enumerate(parts_on(opened, people.rina, "peer")[:6]):
        answer(part, number, "\U0001f600" * 166 * number)
    boxes = SealedAnswer.objects.filter(subject=people.rina)
    assert len({len(one.box) for one in boxes}) == 1

    broken = boxes.order_by("pk")[0]
    boxes.filter(pk=broken.pk).update(box=sealing.seal("other", opened.agency_id, "x"))
    answer(parts_on(opened, people.rina, "peer")[6], 6)
    release(opened)
    assert RoundScore.objects.count() == 6


def test_a_value_that_few_gave_a_score_shows_no_mean(opened, people, sign_in):
    for number, part in enumerate(parts_on(opened, people.rina, "peer")):
        said = scores(number) if number < 4 else {VALUE_KEYS[0]: 3}
        services.answer_round(actor=org.actor(part.rater), part=part, said=Said(said))
    release(opened)
    found = queries.result_of(org.actor(people.rina), opened)

    assert [means[0][1] is None for _name, means in found.rows] == [False] + [True] * 6
    page = sign_in(people.rina).get(reverse("feedback:round_result", args=[opened.pk]))
    assert "terlalu sedikit" in page.content.decode()


def test_a_small_group_beside_a_large_one_becomes_one(opened, people):
    made = parts_on(opened, people.andi, "subordinate")
    RoundPart.objects.filter(pk__in=[one.pk for one in made[:2]]).update(group="peer")
    for number, part in enumerate(parts_on(opened, people.andi, "subordinate", "peer")):
        said = Said(dict.fromkeys(VALUE_KEYS, 3)) if number < 3 else Said(scores(number))
        services.answer_round(actor=org.actor(part.rater), part=part, said=said)
    release(opened)
    found = queries.result_of(org.actor(people.andi), opened)

    assert [(one.key, one.count, one.flat) for one in found.columns] == [("others", 9, 3)]


def test_results_are_released_once_and_read_by_the_person_alone(opened, people, sign_in):
    for number, part in enumerate(parts_on(opened, people.rina, "peer")):
        answer(part, number, "Tetap ramah")
    url = reverse("feedback:round_result", args=[opened.pk])
    assert sign_in(people.rina).get(url).status_code == 404
    assert services.release_rounds(agency=opened.agency, today=CLOSES) == 0
    release(opened)
    assert services.release_rounds(agency=opened.agency, today=AFTER) == 0

    assert "Tetap ramah" in sign_in(people.rina).get(url).content.decode()
    for name in ("andi", "sinta", "hana"):
        page = sign_in(getattr(people, name)).get(url)
        assert "Tetap ramah" not in page.content.decode()
    kept = sign_in(people.andi).get(reverse("feedback:round", args=[opened.pk])).content.decode()
    assert "Rata-rata unit belum dapat ditampilkan" in kept


def test_the_pages_ask_and_thank(opened, people, sign_in):
    client = sign_in(people.rina)
    home = client.get(reverse("feedback:rounds")).content.decode()
    own = parts_on(opened, people.rina, "self")[0]
    assert "orang menunggu penilaian Anda" in home
    url = reverse("feedback:round_answer", args=[own.pk])
    assert "dapat dikenali" in client.get(url).content.decode()
    assert client.post(url, {"loyal": "4", "text": "-"}).url == reverse("feedback:rounds")
    assert "sudah menjawab" in client.post(url, {"loyal": "4"}).content.decode()
    typed = {"unit": people.clinic.pk, "name": "Lagi", "closes": str(CLOSES)}
    again = sign_in(people.andi).post(reverse("feedback:round_new"), typed)
    assert "masih punya putaran" in again.content.decode()


def test_a_box_opens_only_with_the_key_of_its_agency(opened):
    box = sealing.seal("feedback-round", opened.agency_id, "halo")
    assert sealing.unseal("feedback-round", opened.agency_id, box) == "halo"
    with pytest.raises(InvalidTag):
        sealing.unseal("feedback-round", opened.agency_id + 1, box)


def test_the_page_costs_the_same_for_one_and_many(people, staff, act, sign_in, agency):
    client = sign_in(people.andi)

    def grow():
        Round.objects.filter(released_on=None).update(released_on=org.TODAY)
        services.open_round(actor=act("hana"), unit=people.clinic, name="2", closes=CLOSES)

    grow()
    assert_flat(lambda: client.get(reverse("feedback:rounds")), grow)
