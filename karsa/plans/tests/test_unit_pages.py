"""The pages of what a unit plans together."""

from functools import partial

import pytest
from django.urls import reverse

from karsa.kit.testing import assert_all_flat
from karsa.org.tests import make as org
from karsa.plans import services


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def text(response):
    return response.content.decode()


def test_a_unit_s_matrix_and_agreement_have_pages(sign_in, people, post):
    andi, unit = sign_in(people.andi), people.clinic
    assert "Belum ada perjanjian" in text(andi.get(reverse("plans:unit", args=[unit.pk, 2026])))
    andi.post(reverse("plans:matrix_new", args=[unit.pk, 2026]), {"title": "Kepala"})
    matrix = unit.matrices.get()
    andi.post(reverse("plans:matrix_columns", args=[matrix.pk]), {"text": "ANC\r\nPersalinan"})
    andi.post(
        reverse("plans:matrix_rows", args=[matrix.pk]), {"people": [post.pk], "positions": "Dokter"}
    )
    row, column = matrix.rows.get(order=1), matrix.columns.get(order=1)
    cell = reverse("plans:matrix_cell", args=[matrix.pk, row.pk, column.pk])
    assert andi.get(cell).status_code == 200
    page = text(andi.post(cell, {"text": "Memeriksa ibu hamil"}, follow=True))
    assert "1 dari 2 peran sudah punya hasil kerja" in page
    assert "Memeriksa ibu hamil" in page
    assert "Persalinan" in text(andi.get(reverse("plans:matrix_columns", args=[matrix.pk])))
    assert "Dokter" in text(andi.get(reverse("plans:matrix_rows", args=[matrix.pk])))
    assert andi.get(reverse("plans:matrix_pdf", args=[matrix.pk])).content.startswith(b"%PDF")

    page = andi.post(reverse("plans:agreement_start", args=[unit.pk, 2026]), follow=True)
    assert "masih disusun" in text(page)
    agreement = unit.agreements.get()
    andi.post(reverse("plans:objective_add", args=[agreement.pk]), {"text": "Mutu layanan"})
    objective = agreement.objectives.get()
    andi.post(reverse("plans:line_add", args=[objective.pk]), {"text": "ANC", "target": "100%"})
    line = objective.lines.get()
    andi.post(
        reverse("plans:line_change", args=[line.pk]), {"text": "ANC lengkap", "target": "95%"}
    )
    andi.post(reverse("plans:objective_change", args=[objective.pk]), {"text": "Mutu"})
    andi.post(
        reverse("plans:budget_add", args=[agreement.pk]), {"name": "Program", "amount": "5000"}
    )
    page = text(andi.get(reverse("plans:agreement", args=[agreement.pk])))
    for said in ("ANC lengkap", "95%", "Rp5.000", "Tanda tangani"):
        assert said in page
    budget = agreement.budgets.get()
    andi.post(reverse("plans:budget_remove", args=[budget.pk]))
    assert not agreement.budgets.exists()
    andi.post(reverse("plans:agreement_sign", args=[agreement.pk]))
    sinta = sign_in(people.sinta)
    page = text(sinta.get(reverse("plans:agreement", args=[agreement.pk])))
    assert "menunggu tanda tangan Sinta Maharani" in page
    sinta.post(reverse("plans:agreement_return", args=[agreement.pk]), {"reason": "Naikkan"})
    sign_in(people.andi).post(reverse("plans:agreement_sign", args=[agreement.pk]))
    page = sign_in(people.sinta).post(
        reverse("plans:agreement_sign", args=[agreement.pk]), follow=True
    )
    assert "berlaku sejak 4 Maret 2026" in text(page)
    pdf = sign_in(people.rina).get(reverse("plans:agreement_pdf", args=[agreement.pk]))
    assert pdf.content.startswith(b"%PDF")
    andi = sign_in(people.andi)
    andi.post(reverse("plans:agreement_revise", args=[agreement.pk]), {"reason": "APBD-P"})
    assert unit.agreements.count() == 2


def test_unit_pages_cost_the_same_however_long(sign_in, people):
    andi = org.actor(people.andi)
    matrix = services.make_matrix(actor=andi, unit=people.clinic, year=2026, title="Kepala")
    agreement = services.draft_agreement(actor=andi, unit=people.clinic, year=2026)

    def grow():
        size = matrix.rows.count() + 5
        services.set_columns(actor=andi, matrix=matrix, texts=["a", "b", "c"])
        rows = [services.RowWords(position=f"Jabatan {n}") for n in range(size)]
        services.set_rows(actor=andi, matrix=matrix, rows=rows)
        for row in matrix.rows.all():
            services.set_cells(actor=andi, row=row, column=matrix.columns.get(order=1), texts=["x"])
        for _ in range(5):
            one = services.set_objective(actor=andi, agreement=agreement, text="Sasaran")
            services.set_line(actor=andi, objective=one, text="Indikator")

    grow()
    client = sign_in(people.andi)
    urls = (
        reverse("plans:matrix", args=[matrix.pk]),
        reverse("plans:agreement", args=[agreement.pk]),
        reverse("plans:unit", args=[people.clinic.pk, 2026]),
    )
    assert_all_flat([partial(client.get, url) for url in urls], grow)
