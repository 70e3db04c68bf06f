"""The objection: when it may be filed, both sides heard, and both outcomes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from karsa.audit.models import AuditEntry
from karsa.documents.tests import reading
from karsa.evaluations import services
from karsa.evaluations.services.objecting import Verdict
from karsa.evaluations.tests import make
from karsa.files.store import path_of
from karsa.files.tests import make as files
from karsa.rules.refused import Refused

AFFIRM = Verdict("affirms", "Bukti yang diajukan sudah dihitung")
CHANGE = Verdict("changes", "Capaian Maret terbukti", "above", "meets", "Pertahankan")


def file_it(people, row, day=make.DAY, by=None, reason="Capaian Maret belum dihitung", **over):
    actor = make.at(by or people.rina, day)
    return services.object_to(actor=actor, evaluation_id=row.pk, reason=reason, **over)


def heard(people):
    objection = make.objected(people)
    text = "Catatan Maret diverifikasi setelah periode"
    return services.explain(actor=make.at(people.andi), objection_id=objection.pk, text=text)


def test_the_person_objects_with_a_reason_and_a_file(people):
    row = make.received(people)
    proof = SimpleUploadedFile("bukti.png", files.picture())
    objection = file_it(people, row, evidence=proof)
    row.refresh_from_db()
    assert (row.state, objection.state) == ("objected", "filed")
    assert objection.decide_by == date(2026, 4, 13)
    assert objection.evidence.purpose == "objection"
    assert objection.old_grade == "good"
    assert AuditEntry.objects.filter(verb="evaluations.objection_filed").count() == 1


def test_the_last_day_is_the_fourteenth_working_day(people):
    row = make.received(people)
    with pytest.raises(Refused, match="22-04-2026"):
        file_it(people, row, day=date(2026, 4, 23))
    assert file_it(people, row, day=date(2026, 4, 22)).filed_on == date(2026, 4, 22)


@pytest.mark.parametrize("name", ["andi", "sinta", "dedi", "hana"])
def test_nobody_objects_for_somebody_else(people, name):
    row = make.received(people)
    with pytest.raises(PermissionDenied):
        file_it(people, row, by=getattr(people, name))


def test_an_objection_needs_the_receipt_and_a_reason(people):
    row = make.delivered(people)
    with pytest.raises(Refused, match="Konfirmasi dulu"):
        file_it(people, row)
    services.receive(actor=make.at(people.rina), evaluation_id=row.pk)
    with pytest.raises(Refused, match="Tulis alasan"):
        file_it(people, row, reason="  ")
    file_it(people, row)
    with pytest.raises(Refused, match="Muat ulang"):
        file_it(people, row)


def test_a_final_result_has_no_objection(people):
    row = make.received(people)
    row.is_final = True
    row.save()
    with pytest.raises(Refused, match="final"):
        file_it(people, row)


def test_the_rater_explains_once(people):
    objection = make.objected(people)
    for person in (people.sinta, people.rina, people.dedi):
        with pytest.raises(PermissionDenied):
            services.explain(actor=make.at(person), objection_id=objection.pk, text="Begini")
    with pytest.raises(Refused, match="Tulis penjelasan"):
        services.explain(actor=make.at(people.andi), objection_id=objection.pk, text=" ")
    done = services.explain(actor=make.at(people.andi), objection_id=objection.pk, text="Begini")
    assert (done.state, done.explained_on) == ("examined", make.DAY)
    with pytest.raises(Refused):
        services.explain(actor=make.at(people.andi), objection_id=objection.pk, text="Lagi")


def test_both_sides_are_heard_before_the_decision(people):
    objection = make.objected(people)
    early, last = make.at(people.sinta, date(2026, 4, 10)), make.at(people.sinta, date(2026, 4, 13))
    with pytest.raises(Refused, match="13-04-2026"):
        services.decide_objection(actor=early, objection_id=objection.pk, verdict=AFFIRM)
    done = services.decide_objection(actor=last, objection_id=objection.pk, verdict=AFFIRM)
    assert done.state == "decided"


@pytest.mark.parametrize("name", ["andi", "rina", "regent", "budi", "hana"])
def test_only_the_raters_superior_decides(people, name):
    objection = heard(people)
    with pytest.raises(PermissionDenied):
        services.decide_objection(
            actor=make.at(getattr(people, name)), objection_id=objection.pk, verdict=AFFIRM
        )


def decide(people, verdict):
    objection = heard(people)
    return services.decide_objection(
        actor=make.at(people.sinta), objection_id=objection.pk, verdict=verdict
    )


def test_affirming_keeps_the_grade_and_issues_the_decision(people):
    row = decide(people, AFFIRM).evaluation
    assert (row.state, row.grade) == ("decided_on_objection", "good")
    assert _papers(row) == {"C.1.3": "valid", "D.1.1": "changed", "D.1.3": "valid"}
    assert AuditEntry.objects.filter(verb="evaluations.objection_affirms").count() == 1


def test_changing_gives_a_new_grade_and_keeps_the_old_one(people):
    objection = decide(people, Verdict("changes", "Terbukti", "above", "above", "Pertahankan"))
    row = objection.evaluation
    assert (row.grade, row.recommendation) == ("very_good", "Pertahankan")
    assert (objection.old_grade, objection.old_result_rating) == ("good", "meets")
    assert _papers(row)["D.1.1"] == "changed"
    assert sorted(row.papers.values_list("code", flat=True)) == ["C.1.3", "C.1.3", "D.1.1", "D.1.3"]


def test_the_decision_prints_both_sides(people):
    objection = decide(people, CHANGE)
    content = path_of(objection.evaluation.papers.get(code="D.1.3").file).read_bytes()
    said = [objection.reason, objection.explanation, CHANGE.reason, CHANGE.recommendation]
    assert reading.missing(content, [*said, people.sinta.name, "Mengubah"]) == []


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict("affirms", " "),
        Verdict("", "Sudah dibaca"),
        Verdict("changes", "Sudah dibaca"),
        Verdict("changes", "Sudah dibaca", "meets", "meets"),
    ],
)
def test_a_decision_says_what_and_why(people, verdict):
    with pytest.raises(Refused):
        decide(people, verdict)


def _papers(row):
    return {paper.code: paper.document.state for paper in row.papers.order_by("pk")}
