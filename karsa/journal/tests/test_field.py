"""Place and time of a photo, and the questions that odd entries raise."""

import ast
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from PIL import Image

from karsa.audit.models import AuditEntry
from karsa.files.store import path_of
from karsa.files.tests import make as files
from karsa.journal import services
from karsa.journal.models import DailyEntry, EntryEvidence, PhotoPlace, PlausibilityNote
from karsa.journal.services import photos, plausibility
from karsa.journal.tasks import forget_places, look_for_oddities
from karsa.journal.tests import make
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.place import read_point
from karsa.rules.refused import Refused

LONG = "Memeriksa ibu hamil di posyandu Melati bersama para kader desa"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def snapshot(taken="2026:03:04 09:30:00", north=7.123456, seed=1, zone=""):
    """A photo of a scene, as a phone with a place writes it."""
    exif = Image.Exif()
    exif[0x8769] = {0x9003: taken, 0x9011: zone}
    exif[0x8825] = {1: "S", 2: (north, 0.0, 0.0), 3: "E", 4: (110.0, 30.0, 0.0)}
    out = BytesIO()
    scene(seed).save(out, "JPEG", exif=exif)
    return files.upload("posyandu.jpg", out.getvalue())


def scene(seed):
    small = Image.new("L", (9, 8))
    small.putdata([(place * 37 * seed + place * place) % 251 for place in range(72)])
    return small.resize((360, 320), Image.Resampling.NEAREST).convert("RGB")


def sent(work, upload=None, **over):
    said = {"result": work.result, "day": org.TODAY, "text": "Posyandu"} | over
    assignment = said["result"].plan.assignment
    actor = org.actor(assignment.employee)
    return services.report(
        actor=actor, assignment=assignment, key=uuid4(), files=[upload] if upload else [], **said
    )


def test_without_the_box_no_place_is_kept(work):
    sent(work, snapshot())

    assert not PhotoPlace.objects.exists()
    assert EntryEvidence.objects.get().file.taken_at == datetime(2026, 3, 4, 2, 30, tzinfo=UTC)


def test_with_it_the_cameras_point_is_rounded_at_the_door(work):
    sent(work, snapshot(), with_place=True, point=read_point("1", "1"))
    place = PhotoPlace.objects.get()

    assert (str(place.latitude), str(place.longitude)) == ("-7.123", "110.500")
    assert place.delete_on == date(2026, 6, 2)


def test_else_the_devices_point_counts_and_a_paper_has_none(work):
    sent(work, files.photo(), with_place=True, point=read_point("-7.1", "110.2"))
    sent(work, files.photo(), with_place=True)
    sent(work, files.pdf(), with_place=True, point=read_point("-7.1", "110.2"))

    assert str(PhotoPlace.objects.get().latitude) == "-7.100"


def test_a_place_goes_after_ninety_days(work):
    sent(work, snapshot(), with_place=True)
    agency = work.plan.agency

    forget_places(agency, org.NOW + timedelta(days=89))
    assert PhotoPlace.objects.exists()
    assert photos.forget_places(agency=agency, today=date(2026, 6, 2)) == 1
    assert EntryEvidence.objects.exists()


@pytest.mark.parametrize("taken", ["1970:01:01 00:00:00", "2031:01:01 00:00:00", "kemarin", ""])
def test_a_clock_that_is_years_off_says_nothing(work, taken):
    sent(work, snapshot(taken))

    assert EntryEvidence.objects.get().file.taken_at is None


def test_a_clock_with_its_zone_is_believed(work):
    sent(work, snapshot("2026:03:04 10:30:00", zone="+08:00"))

    assert EntryEvidence.objects.get().file.taken_at == datetime(2026, 3, 4, 2, 30, tzinfo=UTC)


def test_the_form_takes_a_place_and_refuses_nothing_for_want_of_one(work, people, sign_in):
    rina = sign_in(people.rina)
    said = {"about": f"a{work.action.pk}", "quantity": "1", "day": "2026-03-04", "with_place": "on"}
    for latitude in ("-7.12345", "entah"):
        point = {"latitude": latitude, "longitude": "110.5"}
        more = {"key": uuid4(), "photos": [files.photo()]}
        assert rina.post(reverse("journal:new"), said | point | more).status_code == 302

    assert str(PhotoPlace.objects.get().latitude) == "-7.123"
    with_place = DailyEntry.objects.get(evidence__place__isnull=False)
    page = rina.get(reverse("journal:entry", args=[with_place.pk])).content.decode()
    assert "dibulatkan 100 m" in page


def kinds():
    return sorted(PlausibilityNote.objects.values_list("entry", "kind"))


def look(work):
    return plausibility.look(agency=work.plan.agency, now=org.NOW)


def test_a_photo_of_an_earlier_day_raises_a_question_once(work):
    sent(work, snapshot(), day=date(2026, 3, 2))
    again = sent(work, files.upload("b.png", png(scene(1).resize((200, 170)))))
    sent(work, snapshot(seed=5))
    for _night in range(2):
        look(work)

    assert kinds() == [(again.pk, "same_photo")]
    note = PlausibilityNote.objects.get()
    assert (note.found_on, note.shown_from) == (org.TODAY, date(2026, 3, 10))


def png(picture):
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_one_occasion_may_have_one_photo_and_an_empty_picture_is_like_any(work, people):
    sent(work, snapshot())
    sent(work, snapshot(), result=plans.result(plans.plan(people.dedi.assignments.get())))
    sent(work, files.photo(), day=date(2026, 3, 2))
    sent(work, files.photo())
    look(work)

    assert kinds() == []


def test_a_photo_whose_content_is_gone_is_passed_over(work):
    entry = sent(work, snapshot())
    path_of(entry.evidence.get().file).unlink()

    assert look(work) == 0


def test_two_photos_too_far_apart_for_their_time(work):
    sent(work, snapshot("2026:03:04 08:00:00"), with_place=True)
    far = sent(work, snapshot("2026:03:04 08:10:00", north=8.9, seed=5), with_place=True)
    sent(work, snapshot("", north=1, seed=9), with_place=True)
    look(work)

    assert kinds() == [(far.pk, "too_fast")]


def test_one_point_for_many_people_of_several_units(work, agency, people):
    point = read_point("-7.5", "110.5")
    units = [org.unit(people.office) for _n in range(3)]
    for number in range(10):
        post = org.assignment(org.employee(agency), units[number % 3])
        result = plans.result(plans.plan(post))
        sent(work, files.photo(), result=result, text=f"a{number}", with_place=True, point=point)
    look_for_oddities(agency, org.NOW)

    assert {kind for _entry, kind in kinds()} == {"same_place"}
    assert len(kinds()) == 10


def test_words_that_somebody_else_of_the_unit_wrote_before(work, people):
    dedis = plans.result(plans.plan(people.dedi.assignments.get()))
    mine = sent(work, text=LONG)
    sent(work, text=LONG, day=date(2026, 3, 3))
    his = sent(work, result=dedis, text=f"  {LONG.upper()} ")
    sent(work, result=dedis, text="Posyandu")
    look(work)

    assert mine.pk < his.pk
    assert kinds() == [(his.pk, "same_words")]


def test_the_author_is_asked_first_and_the_reviewer_reads_it_three_days_later(
    work, people, sign_in, monkeypatch
):
    note = make.note(make.entry(work.result))
    url = reverse("journal:entry", args=[note.entry_id])
    rina = sign_in(people.rina)

    assert "bukan tuduhan" in rina.get(url).content.decode()
    assert "perlu Anda jelaskan" in rina.get(reverse("journal:mine")).content.decode()
    assert "mirip" not in sign_in(people.andi).get(url).content.decode()

    said = {"explanation": "Posyandunya dua hari."}
    sign_in(people.rina).post(reverse("journal:explain", args=[note.pk]), said)
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW + timedelta(days=6))
    assert "Posyandunya dua hari." in sign_in(people.andi).get(url).content.decode()


def test_only_the_author_explains_and_with_words(work):
    note = make.note(make.entry(work.result), shown_from=org.TODAY)

    with pytest.raises(PermissionDenied):
        services.explain(actor=work.andi, note=note, explanation="Ya")
    with pytest.raises(Refused, match="satu kalimat"):
        services.explain(actor=work.rina, note=note, explanation=" ")
    services.explain(actor=work.rina, note=note, explanation="Ya")
    assert AuditEntry.objects.filter(verb="journal.explain").exists()


def test_no_other_room_reads_places_prints_or_questions():
    """Never in a proposal, an allowance or an export: only one's own copy of one's data knows."""
    root = Path(__file__).parents[2]
    private = {"PlausibilityNote", "PhotoPlace", "PhotoPrint", "notes_on", "places_on"}
    for path in root.rglob("*.py"):
        text = path.read_text()
        is_copy = path.name in ("own_data.py", "own_tables.py")
        mine = is_copy or "journal" in path.relative_to(root).parts
        if mine or not any(word in text for word in private):
            continue
        nodes = ast.walk(ast.parse(text))
        assert not {node.id for node in nodes if isinstance(node, ast.Name)} & private, path
    for name in ("bkn", "documentation", "paper", "progress"):
        text = (root / "journal" / "queries" / f"{name}.py").read_text()
        assert not any(word in text for word in private), name
