"""What a unit does together: its matrix and its agreement."""

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.plans import services
from karsa.plans.models import PerformanceAgreement
from karsa.rules.refused import Refused


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def matrix(andi, people):
    return services.make_matrix(
        actor=andi,
        unit=people.clinic,
        year=2026,
        title="Kepala Puskesmas",
        owner=services.MatrixOwner(people.andi, "Kepala Puskesmas"),
    )


def test_a_head_fills_a_matrix(andi, matrix, post):
    services.set_columns(actor=andi, matrix=matrix, texts=["ANC", " ", "Persalinan"])
    services.set_rows(
        actor=andi,
        matrix=matrix,
        rows=[services.RowWords(post), services.RowWords(position="Dokter")],
    )
    row, column = matrix.rows.get(order=1), matrix.columns.get(order=2)
    services.set_cells(actor=andi, row=row, column=column, texts=["Rujukan cepat", ""])

    assert [cell.text for cell in row.cells.all()] == ["Rujukan cepat"]
    assert verbs() == ["matrix.made", "matrix.columns", "matrix.rows", "matrix.cells"]


def test_rows_keep_their_cells_when_they_move(andi, matrix, post):
    services.set_columns(actor=andi, matrix=matrix, texts=["ANC", "Persalinan"])
    rina, doctor = services.RowWords(post), services.RowWords(position="Dokter")
    services.set_rows(actor=andi, matrix=matrix, rows=[rina, doctor])
    cells = {"row": matrix.rows.get(assignment=post), "column": matrix.columns.first()}
    services.set_cells(actor=andi, **cells, texts=["Memeriksa"])

    services.set_rows(actor=andi, matrix=matrix, rows=[services.RowWords(position="Loket"), rina])
    services.set_columns(actor=andi, matrix=matrix, texts=["Layanan ANC"])

    assert [row.position for row in matrix.rows.order_by("order")] == ["Loket", ""]
    assert matrix.rows.get(order=2).cells.get().text == "Memeriksa"
    assert [column.text for column in matrix.columns.all()] == ["Layanan ANC"]


def test_a_matrix_has_its_own_title_and_people(andi, rina, budi, matrix, people):
    with pytest.raises(Refused, match="sudah ada"):
        services.make_matrix(actor=andi, unit=people.clinic, year=2026, title="Kepala Puskesmas")
    for actor in (rina, budi):
        with pytest.raises(PermissionDenied):
            services.make_matrix(actor=actor, unit=people.clinic, year=2026, title="Lain")
        with pytest.raises(PermissionDenied):
            services.set_columns(actor=actor, matrix=matrix, texts=["x"])


def test_a_team_leader_fills_the_team_s_matrix(andi, rina, people):
    own = services.make_matrix(
        actor=andi,
        unit=people.clinic,
        year=2026,
        title="Tim",
        owner=services.MatrixOwner(people.rina),
    )
    services.set_columns(actor=rina, matrix=own, texts=["ANC"])
    assert own.columns.count() == 1


def test_cells_stay_inside_their_matrix(andi, matrix, people):
    services.set_rows(actor=andi, matrix=matrix, rows=[services.RowWords(position="Dokter")])
    other = services.make_matrix(actor=andi, unit=people.clinic, year=2026, title="Lain")
    services.set_columns(actor=andi, matrix=other, texts=["x"])
    with pytest.raises(PermissionDenied):
        services.set_cells(
            actor=andi, row=matrix.rows.get(), column=other.columns.get(), texts=["x"]
        )


@pytest.fixture
def agreement(andi, people) -> PerformanceAgreement:
    made = services.draft_agreement(actor=andi, unit=people.clinic, year=2026)
    objective = services.set_objective(actor=andi, agreement=made, text="Layanan bermutu")
    services.set_line(actor=andi, objective=objective, text="Ibu hamil terlayani", target="100%")
    services.set_budget(actor=andi, agreement=made)
    return made


def test_both_parties_sign(andi, sinta, agreement, people):
    assert (agreement.first_party, agreement.second_party) == (people.andi, people.sinta)
    with pytest.raises(PermissionDenied):
        services.sign_agreement(actor=sinta, agreement=agreement)
    assert services.sign_agreement(actor=andi, agreement=agreement).state == "proposed"
    with pytest.raises(PermissionDenied):
        services.sign_agreement(actor=andi, agreement=agreement)
    signed = services.sign_agreement(actor=sinta, agreement=agreement)
    assert (signed.state, signed.signed_on) == ("signed", sinta.today)
    with pytest.raises(Refused, match="ditandatangani"):
        services.sign_agreement(actor=sinta, agreement=agreement)
    with pytest.raises(Refused, match="versi baru"):
        services.set_budget(actor=andi, agreement=agreement, name="x")
    assert verbs()[-2:] == ["agreement.proposed", "agreement.signed"]


def test_parts_are_changed_and_removed_while_a_draft(andi, agreement):
    objective = agreement.objectives.get()
    line = objective.lines.get()
    services.set_line(actor=andi, objective=objective, text="Lebih baik", target="95%", line=line)
    services.set_objective(actor=andi, agreement=agreement, text="Mutu", objective=objective)
    budget = services.set_budget(
        actor=andi,
        agreement=agreement,
        name="Program",
        amount=5_000_000,
        budget=agreement.budgets.get(),
    )
    assert (line.text, objective.text, budget.amount) == ("Lebih baik", "Mutu", 5_000_000)
    for part in (line, budget, objective):
        services.remove_part(actor=andi, part=part)
    assert not agreement.objectives.exists()
    with pytest.raises(Refused, match="belum memuat indikator"):
        services.sign_agreement(actor=andi, agreement=agreement)


def test_the_second_party_gives_it_back_with_a_reason(andi, sinta, agreement):
    services.sign_agreement(actor=andi, agreement=agreement)
    with pytest.raises(PermissionDenied):
        services.return_agreement(actor=andi, agreement=agreement, reason="x")
    back = services.return_agreement(actor=sinta, agreement=agreement, reason="Naikkan target")
    assert (back.state, back.reason) == ("draft", "Naikkan target")


def test_a_revision_supersedes_when_it_is_signed(andi, sinta, agreement):
    for actor in (andi, sinta):
        services.sign_agreement(actor=actor, agreement=agreement)
    new = services.revise_agreement(actor=andi, agreement=agreement, reason="APBD perubahan")
    assert (new.version, new.state, new.budgets.count()) == (2, "draft", 1)
    assert new.objectives.get().lines.get().text == "Ibu hamil terlayani"
    with pytest.raises(Refused, match="Lanjutkan versi itu"):
        services.revise_agreement(actor=andi, agreement=agreement, reason="Lagi")
    for actor in (andi, sinta):
        services.sign_agreement(actor=actor, agreement=new)
    agreement.refresh_from_db()
    assert agreement.state == "superseded"


def test_an_agreement_is_drafted_once_by_the_unit_s_people(andi, rina, budi, agreement, people):
    with pytest.raises(Refused, match="sudah ada"):
        services.draft_agreement(actor=andi, unit=people.clinic, year=2026)
    for actor in (rina, budi):
        with pytest.raises(PermissionDenied):
            services.draft_agreement(actor=actor, unit=people.clinic, year=2027)
        with pytest.raises(PermissionDenied):
            services.revise_agreement(actor=actor, agreement=agreement, reason="x")


def test_without_a_second_party_nothing_is_signed(andi, people):
    made = services.draft_agreement(
        actor=andi, unit=people.clinic, year=2027, parties=services.Parties(people.andi, None)
    )
    with pytest.raises(Refused, match="Pihak kedua"):
        services.sign_agreement(actor=andi, agreement=made)
