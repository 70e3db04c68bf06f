"""Lessons: short, complete, checked, and nobody else's business."""

import re

import pytest

from karsa.audit.models import AuditEntry
from karsa.development.models import LessonTaken
from karsa.development.queries import lesson_named, lesson_rows, lessons
from karsa.development.services import add_material, take_lesson
from karsa.development.tests import make as training
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.rules.refused import Refused


def right(slug):
    return [question.right for question in lesson_named(slug).questions]


def test_a_lesson_stands_among_the_materials_of_a_session(people, agency, sign_in, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
    course = training.course(agency)
    hana = make.actor(people.hana)
    for wrong in ("", "karangan"):
        with pytest.raises(Refused, match="satu pelajaran"):
            add_material(actor=hana, course=course, title="Mencatat", lesson=wrong)
    row = add_material(actor=hana, course=course, title="Mencatat", lesson="mencatat")
    page = sign_in(people.rina)
    address = f"/kerja/belajar/pengembangan/bahan/{row.pk}/"
    session = training.session(course)
    shown = page.get(f"/kerja/belajar/pengembangan/sesi/{session.pk}/").content.decode()
    assert address in shown
    assert page.get(address, follow=True).context["lesson"].slug == "mencatat"


def posted(slug, **over):
    return {f"q{number}": answer for number, answer in enumerate(right(slug))} | over


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
@pytest.mark.once
def test_a_lesson_is_short_and_can_be_answered(lesson):
    words = [*(line for part in lesson.parts for line in part.text)]
    assert 2 <= len(lesson.parts) <= 4
    assert len(" ".join(words).split()) <= 130 * lesson.minutes  # read aloud, slowly
    assert len(lesson.questions) >= 2
    for question in lesson.questions:
        assert 0 <= question.right < len(question.choices)
        assert question.why


def test_it_is_taken_once_all_is_right(people):
    rina, mencatat = make.actor(people.rina), lesson_named("mencatat")
    with pytest.raises(Refused, match="Belum semua tepat"):
        take_lesson(actor=rina, lesson=mencatat, answers=[0, 0])
    assert not LessonTaken.objects.exists()
    for _time in range(2):
        take_lesson(actor=rina, lesson=mencatat, answers=right("mencatat"))

    assert LessonTaken.objects.count() == 1
    assert AuditEntry.objects.filter(verb="development.lesson_taken").count() == 1
    assert next(row.taken for row in lesson_rows(rina)) == rina.today
    assert all(row.taken is None for row in lesson_rows(make.actor(people.dedi)))


def test_ones_own_come_first(people):
    rows = lesson_rows(make.actor(people.rina))

    assert rows[0].lesson.slug == "mencatat"
    assert [row.is_mine for row in rows] == sorted((row.is_mine for row in rows), reverse=True)
    assert not next(row for row in rows if row.lesson.slug == "menjawab-catatan").is_mine


def test_a_wrong_answer_is_explained_and_the_right_one_stays_chosen(people, sign_in):
    page = sign_in(people.rina)
    address = "/kerja/belajar/mencatat/"
    said = page.post(address, posted("mencatat", q0=0)).content.decode()
    assert "Yang bergerak adalah 9 balita" in said
    assert re.search(r'<input[^>]*name="q1"[^>]*value="0"[^>]*checked', said)
    assert page.post(address, {}).status_code == 200

    done = page.post(address, posted("mencatat"), follow=True).content.decode()
    assert "Semua tepat" in done
    assert "selesai" in done
    assert page.get("/kerja/belajar/tidak-ada/").status_code == 404


def test_the_list_costs_the_same_for_who_has_learned_all(people, sign_in):
    page = sign_in(people.rina)

    def learned():
        for lesson in lessons():
            take_lesson(actor=make.actor(people.rina), lesson=lesson, answers=right(lesson.slug))

    assert_flat(lambda: page.get("/kerja/belajar/"), learned)
