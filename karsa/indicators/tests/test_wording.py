"""A statement is reviewed while it is written; nothing is stored, and nothing is refused."""

import pytest
from django.urls import reverse

from karsa.indicators.forms import IndicatorForm, NodeForm
from karsa.indicators.models import PerformanceNode, StrategicPlan
from karsa.indicators.tests import make
from karsa.kit.testing import assert_flat
from karsa.plans.forms.plan import ResultForm

LIVE = {"HX-Request": "true"}


@pytest.fixture
def ask(sign_in, people):
    client = sign_in(people.rina)

    def asked(part, headers=LIVE, **typed):
        url = reverse("indicators:wording", args=[part])
        return client.post(url, typed, headers=headers)

    return asked


def text(response):
    return response.content.decode()


def test_an_activity_is_named_with_better_wordings_to_take(ask):
    shown = text(ask("hasil", text="Menyusun laporan keuangan"))

    assert "Aktivitas" in shown
    assert "Dibuka dengan kata kerja" in shown
    assert 'data-write="id_text">Laporan keuangan disusun tepat waktu' in shown
    assert "<html" not in shown


def test_without_script_the_answer_is_a_page_of_its_own(ask):
    shown = text(ask("hasil", headers={}, text="Kepegawaian"))

    assert "<html" in shown
    assert "Kategori" in shown
    assert "Layanan Kepegawaian" in shown or "Layanan kepegawaian" in shown
    assert "data-write" not in shown


def test_a_result_is_praised_briefly(ask):
    shown = text(ask("hasil", text="Seluruh bayi diimunisasi lengkap"))

    assert "Hasil" in shown
    assert "data-write" not in shown


def test_nothing_typed_gets_no_answer(ask):
    assert text(ask("hasil")).strip() == ""


def test_an_unknown_form_is_not_found(ask):
    assert ask("puisi", text="Hujan").status_code == 404


def test_unit_direction_and_numbers_of_the_same_form_are_read(ask):
    typed = {"text": "Persentase stunting", "measure": "orang", "polarity": "minimize"}
    shown = text(ask("ukuran", **typed, baseline="20", target_value="25,5"))

    assert "satuannya “orang”" in shown
    assert "Target 25,5 lebih mudah daripada data dasar 20" in shown
    assert "lebih mudah" not in text(ask("ukuran", **typed, baseline="2x", target_value="25"))


def test_an_indicator_is_compared_with_those_in_use(ask, people):
    make.indicator(people.clinic, name="Persentase bayi yang diimunisasi lengkap")
    near = "Persentase bayi diimunisasi lengkap"

    assert "Hampir sama" in text(ask("indikator", name=near))
    assert "Hampir sama" not in text(ask("hasil", text=near))


def test_a_node_is_not_its_own_double(ask, people):
    agency, known = people.clinic.agency, "Meningkatnya kesehatan ibu dan anak"
    plan = StrategicPlan.objects.create(
        agency=agency, name="RPJMD", first_year=2025, last_year=2029
    )
    PerformanceNode.objects.create(agency=agency, plan=plan, code="S1", level="S1", text=known)

    assert "Hampir sama" in text(ask("simpul", text=known))
    assert "Hampir sama" not in text(ask("simpul", text=known, semula=known))


def test_what_is_typed_stays_text(ask):
    shown = text(ask("hasil", text="Menyusun <script>alert(1)</script> & laporan"))

    assert "<script>alert" not in shown


def test_it_costs_the_same_for_one_indicator_or_many(ask, people):
    def grow():
        for number in range(5):
            make.indicator(people.clinic, name=f"Indikator {number}")

    make.indicator(people.clinic)
    assert_flat(lambda: ask("indikator", name="Angka kematian ibu"), grow, budget=10)


@pytest.mark.parametrize(
    ("form", "name", "part"),
    [
        (IndicatorForm, "name", "indikator"),
        (NodeForm, "text", "simpul"),
        (ResultForm, "text", "hasil"),
    ],
)
def test_the_forms_ask_while_one_types(form, name, part):
    drawn = form.base_fields[name].widget.render(name, "Menyusun", {"id": f"id_{name}"})

    assert f'hx-post="{reverse("indicators:wording", args=[part])}"' in drawn
    assert 'hx-trigger="load, input changed delay:700ms"' in drawn
    assert f'id="id_{name}-telaah" aria-live="polite"' in drawn
    assert "<noscript>" in drawn
