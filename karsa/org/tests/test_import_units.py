"""Unit files: one tree comes out, whatever goes in, and every row is told what became of it."""

import pytest

from karsa.accounts.roles import Role
from karsa.org.imports.run import run
from karsa.org.models import Unit
from karsa.org.tests import files, make
from karsa.rules.refused import Refused


@pytest.fixture
def take(agency, tmp_path):
    """Import rows and return the verdicts."""

    def act(*rows, write_down=True, **options):
        path = files.write(tmp_path / "unor.csv", *rows, **options)
        steps = run(agency=agency, today=make.TODAY, kind="units", path=path, write_down=write_down)
        return [verdict for step in steps for verdict in step]

    return act


def tree():
    return {unit.name: unit.parent and unit.parent.name for unit in Unit.objects.all()}


def test_a_region_becomes_a_tree_with_kinds_and_paths(take):
    verdicts = take(*files.REGION)

    assert files.outcomes(verdicts) == ["taken"] * 5
    kinds = dict(Unit.objects.values_list("external_id", "kind"))
    assert kinds == {
        "G": "government",
        "S": "office",
        "D": "office",
        "P": "health_centre",
        "N": "school",
    }
    paths = {unit.external_id: unit for unit in Unit.objects.all()}
    clinic = paths["P"]
    assert clinic.path == f"/{paths['G'].pk:06d}/{paths['D'].pk:06d}/{clinic.pk:06d}/"
    assert list(Unit.objects.under(paths["D"]).order_by("pk")) == [
        paths["D"],
        clinic,
        paths["N"],
    ]


def test_the_same_file_again_changes_nothing(take, django_assert_num_queries):
    take(*files.REGION)
    before = list(Unit.objects.values())

    assert files.outcomes(take(*files.REGION)) == ["unchanged"] * 5
    assert list(Unit.objects.values()) == before


def test_a_trial_writes_nothing(take):
    assert files.outcomes(take(*files.REGION, write_down=False)) == ["taken"] * 5
    assert not Unit.objects.exists()


def test_a_parent_may_stand_below_its_child(take):
    assert files.outcomes(take(*reversed(files.REGION))) == ["taken"] * 5
    assert tree()["Puskesmas Melati"] == "Dinas Kesehatan"


def test_an_unknown_parent_is_replaced_by_the_top_and_said(take):
    verdicts = take(files.REGION[0], files.unit("X", "TIDAK-ADA", "UPT TANPA INDUK"))

    assert files.outcomes(verdicts) == ["taken", "repaired"]
    assert "TIDAK-ADA" in verdicts[1].note
    assert tree()["UPT Tanpa Induk"] == "Pemerintah Kabupaten Contoh"


def test_a_circle_is_cut_at_its_first_row(take):
    verdicts = take(
        files.REGION[0], files.unit("A", "B", "SEKSI A"), files.unit("B", "A", "SEKSI B")
    )

    assert files.outcomes(verdicts) == ["taken", "repaired", "repaired"]
    assert tree()["Seksi A"] == "Pemerintah Kabupaten Contoh"
    assert tree()["Seksi B"] == "Seksi A"
    assert "baris 3" in verdicts[2].note


def test_a_unit_cannot_be_its_own_parent(take):
    assert files.outcomes(take(files.REGION[0], files.unit("A", "A", "SEKSI A"))) == [
        "taken",
        "repaired",
    ]


def test_the_second_row_with_an_id_is_refused(take):
    verdicts = take(*files.REGION, files.unit("P", "D", "PUSKESMAS LAIN"))

    assert files.outcomes(verdicts)[-1] == "refused"
    assert "baris 5" in verdicts[-1].note
    assert not Unit.objects.filter(name="Puskesmas Lain").exists()


def test_a_second_row_without_parent_hangs_below_the_first(take):
    verdicts = take(files.REGION[0], files.unit("X", "", "DINAS TANPA INDUK"))

    assert files.outcomes(verdicts) == ["taken", "repaired"]


def test_a_file_whose_top_names_a_parent_elsewhere_still_has_a_top(take):
    verdicts = take(files.unit("G", "PUSAT", "PEMERINTAH KOTA"), files.unit("D", "G", "DINAS A"))

    assert files.outcomes(verdicts) == ["repaired", "taken"]
    assert tree() == {"Pemerintah Kota": None, "Dinas A": "Pemerintah Kota"}
    again = take(files.unit("G", "PUSAT", "PEMERINTAH KOTA"), files.unit("D", "G", "DINAS A"))
    assert files.outcomes(again) == ["unchanged", "unchanged"]


def test_rows_without_id_or_name_and_too_deep_ones_are_refused(take):
    chain = [files.unit(f"U{n}", f"U{n - 1}" if n else "", f"TINGKAT {n}") for n in range(25)]
    verdicts = take(files.unit("", "", "TANPA ID"), files.unit("X", "U0", ""), *chain)

    assert files.outcomes(verdicts) == ["refused"] * 2 + ["taken"] * 21 + ["refused"] * 4


def test_a_moved_unit_takes_its_subtree_and_grants_along(take, agency):
    take(*files.REGION)
    old = Unit.objects.get(external_id="D")
    officer = make.employee(agency)
    grant = make.grant(officer, Role.EVALUATION_TEAM, old.path)
    moved = [row if row["Id"] != "D" else row | {"DiatasanId": "S"} for row in files.REGION]

    assert files.outcomes(take(*moved)) == [
        "unchanged",
        "unchanged",
        "taken",
        "unchanged",
        "unchanged",
    ]

    office, clinic = (Unit.objects.get(external_id=key) for key in ("D", "P"))
    assert clinic.path.startswith(office.path)
    assert office.path.startswith(Unit.objects.get(external_id="S").path)
    grant.refresh_from_db()
    assert grant.unit_path == office.path


def test_what_a_person_corrected_is_not_guessed_again(take):
    take(*files.REGION)
    Unit.objects.filter(external_id="P").update(kind=Unit.Kind.TECHNICAL_UNIT)

    take(*[row | {"EselonId": "41"} for row in files.REGION])

    assert Unit.objects.get(external_id="P").kind == Unit.Kind.TECHNICAL_UNIT
    assert Unit.objects.get(external_id="P").echelon == "41"


def test_formulas_and_tags_stay_text(take):
    hostile = '=HYPERLINK("http://x","KLIK")<script>alert(1)</script>'
    take(files.REGION[0], files.unit("X", "G", hostile))

    assert Unit.objects.get(external_id="X").name == hostile


def test_a_file_of_another_kind_is_refused_with_what_is_missing(take):
    with pytest.raises(Refused, match="DiatasanId"):
        take(files.person())
