"""Blanks for the unconnected: printed with a code, typed in with a scan, confirmed."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation, PaperForm
from karsa.evaluations.tests import make
from karsa.files import store
from karsa.files.tests import make as files
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.rules.refused import Refused

NOW = datetime.combine(make.DAY, datetime.min.time(), UTC)
RATED = {
    "result_rating": "meets",
    "behaviour_rating": "meets",
    "reason": "Sesuai yang ditulis tangan pada kertas evaluasi",
    "recommendation": "",
}


@pytest.fixture(autouse=True)
def house(settings, tmp_path, monkeypatch):
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)


@pytest.fixture
def operator(people):
    """Dedi types for the clinic."""
    org.grant(people.dedi, Role.UNIT_OPERATOR, people.clinic.path)
    return make.at(people.dedi)


@pytest.fixture
def blank(people, operator):
    return services.print_plan(actor=operator, post=people.rina.assignments.get())


def upload():
    return SimpleUploadedFile("pindaian.png", files.picture())


def type_in(operator, form, code="", **typed):
    said = typed or {
        "results": [
            {"text": "Ibu terlayani", "kind": "main", "measure": "Ibu", "target": "120 orang"},
            {"text": "Panitia HUT", "kind": "additional", "measure": "", "target": ""},
        ]
    }
    return services.type_form(
        actor=operator,
        form_id=form.pk,
        code=code or form.document.code,
        typed=said,
        upload=upload(),
    )


def test_a_blank_carries_name_code_and_room_to_write(people, blank):
    text = PdfReader(BytesIO(store.path_of(blank.file).read_bytes())).pages[0].extract_text()
    assert "Rina Kartikasari" in text
    assert blank.document.code in text
    assert blank.confirmer == people.rina


def test_what_is_typed_waits_and_becomes_the_persons_own_draft(people, operator, blank):
    type_in(operator, blank)
    assert not PerformancePlan.objects.exists()
    services.confirm_form(actor=make.at(people.rina), form_id=blank.pk)

    plan = PerformancePlan.objects.get()
    assert (plan.assignment.employee, plan.state, plan.origin) == (people.rina, "draft", "paper")
    assert [row.kind for row in plan.results.order_by("order")] == ["main", "additional"]
    assert plan.results.get(order=1).measures.get().target == "120 orang"
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"evaluations.blank_printed", "evaluations.form_typed"} <= verbs
    with pytest.raises(Refused, match="sudah dikonfirmasi"):
        type_in(operator, blank)


def test_only_the_operator_types_and_only_the_person_confirms(people, operator, blank):
    with pytest.raises(PermissionDenied):
        type_in(make.at(people.andi), blank)
    with pytest.raises(PermissionDenied):
        services.print_plan(actor=operator, post=people.sinta.assignments.get())
    with pytest.raises(PermissionDenied):
        services.print_plan(actor=operator, post=people.dedi.assignments.get())
    type_in(operator, blank)
    with pytest.raises(PermissionDenied):
        services.confirm_form(actor=operator, form_id=blank.pk)


def test_another_papers_code_an_empty_plan_and_what_is_untyped_are_refused(people, operator, blank):
    other = services.print_plan(actor=operator, post=people.rina.assignments.get())
    with pytest.raises(Refused, match=f"milik dokumen {other.document.number}".replace("/", ".")):
        type_in(operator, blank, code=other.document.code)
    with pytest.raises(Refused, match="satu hasil kerja"):
        type_in(operator, blank, results=[])
    with pytest.raises(Refused, match="belum diketik"):
        services.confirm_form(actor=make.at(people.rina), form_id=blank.pk)


def test_what_is_wrong_goes_back_with_its_reason(people, operator, blank):
    type_in(operator, blank)
    rina = make.at(people.rina)
    with pytest.raises(Refused, match="tidak sesuai"):
        services.return_form(actor=rina, form_id=blank.pk, reason=" ")
    row = services.return_form(actor=rina, form_id=blank.pk, reason="Target 100 orang")
    assert (row.state, row.answer) == ("returned", "Target 100 orang")
    assert type_in(operator, blank).state == "typed"


def test_ratings_from_paper_are_the_raters_to_confirm_and_no_path_to_ones_own(people, operator):
    plan = make.plan(people.rina)
    post, period = people.rina.assignments.get(), make.quarter(people)
    form = services.print_evaluation(actor=operator, post=post, period=period)
    type_in(operator, form, **RATED)
    assert form.confirmer == people.andi
    with pytest.raises(PermissionDenied):
        services.confirm_form(actor=make.at(people.rina), form_id=form.pk)
    services.confirm_form(actor=make.at(people.andi), form_id=form.pk)

    row = Evaluation.objects.get()
    assert (row.plan, row.grade, row.origin, row.decided_by) == (plan, "good", "paper", people.andi)
    assert not PaperForm.objects.visible_to(make.at(people.rina)).exists()
    assert not PaperForm.objects.visible_to(make.at(people.sinta)).exists()


def test_without_a_plan_there_is_no_evaluation_to_print(people, operator):
    with pytest.raises(Refused, match="belum punya SKP"):
        services.print_evaluation(
            actor=operator, post=people.rina.assignments.get(), period=make.quarter(people)
        )


def test_the_pages_lead_from_the_blank_to_the_confirmation(people, operator, sign_in):
    dedi = sign_in(people.dedi)
    make.quarter(people)
    home = reverse("evaluations:forms")
    assert "Rina Kartikasari" in dedi.get(home + "?cari=rina").content.decode()
    post = people.rina.assignments.get()
    there = dedi.post(reverse("evaluations:print_blank", args=[post.pk, "plan"])).url
    row = PaperForm.objects.get()
    said = {"code": row.document.code, "scan": upload(), "text_1": "Ibu terlayani"}
    assert "Kode itu tidak cocok" in dedi.post(there, said | {"code": "x"}).content.decode()
    assert dedi.post(there, said | {"scan": upload()}).status_code == 302
    rina = sign_in(people.rina)
    assert "1 formulir menunggu konfirmasi Anda" in rina.get(home).content.decode()
    assert "Ibu terlayani" in rina.get(there).content.decode()
    for which in ("blanko", "pindaian"):
        assert b"".join(rina.get(reverse("evaluations:form_file", args=[row.pk, which])))
    assert rina.post(reverse("evaluations:confirm_form", args=[row.pk])).status_code == 302
    plan = reverse("plans:plan", args=[PerformancePlan.objects.get().pk])
    assert "Diketik dari kertas" in rina.get(plan).content.decode()


def test_the_list_costs_the_same_for_many(people, operator, sign_in):
    client, home = sign_in(people.dedi), reverse("evaluations:forms")

    def more():
        services.print_plan(actor=operator, post=people.rina.assignments.get())

    more()
    assert_flat(lambda: client.get(home), more)
