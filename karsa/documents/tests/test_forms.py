"""Every other form of the annex, and what is asked of all forms."""

import dataclasses
import json

import pytest

from karsa.documents import shapes, typeset
from karsa.documents.glyphs import drawable
from karsa.documents.tests import reading, regional, samples
from karsa.documents.tests.test_plan import NOT_PRINTED, without

ANNEX = regional.ANNEX
# The page shows these as a curve, a symbol or in the form's own words.
AS_PICTURE = NOT_PRINTED | {"distribution_pattern", "group", "kind"}
CHECK = typeset.Verification(
    "https://contoh.go.id/verifikasi/7KQ2M9XW4T3H/", "7KQ2M9XW4T3H", "1/SKP"
)


def unprinted(row, *more):
    return without(row, AS_PICTURE | {name for name in row if name.endswith("_note")} | {*more})


@pytest.mark.parametrize("row", ANNEX["evaluations"], ids=lambda row: row["position"])
def test_an_evaluation_of_the_annex_carries_every_field_and_sentence(row):
    content = typeset.pdf(regional.evaluation(row))
    lines = [without(line, {"kind", "feedback_symbol", "feedback"}) for line in row["results"]]
    said = [
        remark for line in row["results"] + row["behaviours"] for remark in line["feedback"] or ()
    ]
    behaviours = [without(line, {"feedback"}) for line in row["behaviours"]]
    replaced = {"results": lines, "behaviours": behaviours}

    assert reading.missing(content, unprinted(row) | replaced) == []
    assert reading.missing(content, [f"{one['giver']}: {one['text']}" for one in said]) == []
    assert reading.missing(content, row["distribution_pattern"]["title"]) == []
    assert reading.missing(content, row["distribution_pattern"]["categories"]) == []
    assert reading.missing(content, "ISTIMEWA/ BAIK/ BUTUH PERBAIKAN/ KURANG/ SANGAT KURANG") == []
    for heading in ("RATING HASIL KERJA*", "RATING PERILAKU KERJA*", "PREDIKAT KINERJA PEGAWAI*"):
        assert reading.missing(content, heading) == []


def test_the_manual_indicator_carries_every_field():
    row = ANNEX["indicator_cards"][0]
    title = "MANUAL INDIKATOR KINERJA SKP KEPALA DINAS KESEHATAN"

    content = typeset.pdf(regional.card(row))

    assert reading.missing(content, unprinted(row)) == []
    assert reading.missing(content, [title, "( ✓ ) Outcome", "( ✓ ) Tahunan"]) == []


def test_the_workblock_carries_every_field():
    row = next(one for one in ANNEX["strategies"] if one["kind"] == "workblock")
    parts = [[item["text"] for item in row[name]] for name in ("key_activities", "key_milestones")]

    content = typeset.pdf(regional.workblock(row))

    assert reading.missing(content, unprinted(row, "key_activities", "key_milestones")) == []
    assert reading.missing(content, [row["title"], parts, "A. RUTIN", "B. TRANSFORMATIF"]) == []


@pytest.mark.parametrize("row", ANNEX["role_result_matrices"], ids=lambda row: row["table"])
def test_a_role_result_matrix_carries_every_cell(row):
    content = typeset.pdf(regional.matrix(row))

    assert reading.missing(content, without(row, {"table", "title", "unit"})) == []
    assert reading.missing(content, row["title"].removeprefix("CONTOH ")) == []


@pytest.mark.parametrize("row", ANNEX["agreements"], ids=lambda row: row["unit"])
def test_an_agreement_carries_every_target(row):
    content = typeset.pdf(regional.agreement(row))
    pairs = [
        f"{one['name']} {one['target_as_printed']}"
        for objective in row["objectives"]
        for one in objective["indicators"]
    ]

    assert reading.missing(content, [pairs, [line["text"] for line in row["objectives"]]]) == []
    assert (
        reading.missing(content, [row["title"].removeprefix("CONTOH "), row["budget_label"]]) == []
    )


# Fields that the form of this code has no place for, beside those it shows in other words.
CODED = {"code", "quality", "reporting", "organisation", "grade", "result_rating"}
UNDONE = {"realisation", "feedback", "realisations"}
ABSENT = {
    "A.1.1": UNDONE | {"aspect", "supports"},
    "A.1.2": UNDONE | {"aspect", "supports"},
    "A.1.6": UNDONE | {"aspect", "supports"},
    "A.1.7": UNDONE | {"perspective"},
    "A.1.8": {"rank", "unit"},
    "B.1.1": UNDONE,
    "B.1.3": {"aspect", "supports"},
    "B.1.4": {"aspect", "supports"},
    "B.1.5": {"perspective"},
    "B.1.6": {"adjusts"},
    "B.1.7": {"adjusts"},
    "C.1.1": {"aspect", "supports"},
    "C.1.2": {"aspect", "supports"},
    "C.1.3": {"perspective"},
    "agreement": {"rank", "unit"},
    "certificate": {"nip"},  # it is shown around
}


def leave(value, names):
    """A nested value without the fields `names`."""
    if isinstance(value, dict):
        return {key: leave(inner, names) for key, inner in value.items() if key not in names}
    return [leave(inner, names) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", samples.ALL)
def test_every_form_prints_every_text_of_its_shape(name):
    form = samples.ALL[name]
    said = json.loads(json.dumps(dataclasses.asdict(form)))
    unsaid = ABSENT.get(name, set()) | CODED - ({"code"} if name == "slips" else set())

    content = typeset.pdf(form)

    assert reading.missing(content, leave(said, unsaid | {"behaviour_rating", "url"})) == []


def test_the_file_says_it_is_pdf_a_and_brings_its_fonts():
    content = typeset.pdf(samples.ALL["D.1.1"], verification=CHECK)

    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    fonts = list(_fonts(reading.reader(content)))
    assert fonts
    assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def _fonts(pdf):
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            for descendant in font.get_object()["/DescendantFonts"]:
                yield descendant.get_object()["/FontDescriptor"].get_object()


HOSTILE = (
    '#panic("x") $ * _ \\ `raw` @ref <b> #import "/etc/passwd" // \U0001f600 \x00\u0634 \u5b57'
)


def test_what_people_write_is_printed_and_never_run():
    party = dataclasses.replace(samples.HOLDER, name=HOSTILE, unit=HOSTILE)
    form = dataclasses.replace(samples.ALL["D.1.1"], holder=party, recommendation=HOSTILE)

    content = typeset.pdf(form, watermark=HOSTILE)

    assert (
        reading.missing(content, HOSTILE.partition(" \U0001f600")[0] + " \u25a1 \u25a1 \u25a1")
        == []
    )


def test_every_character_we_call_drawable_is_drawn():
    every = "".join(chr(code) for code in range(0x20, 0x2C00) if drawable(chr(code)) == chr(code))
    party = dataclasses.replace(samples.HOLDER, name=every, position=every)
    form = dataclasses.replace(samples.ALL["B.1.1"], holder=party)

    assert len(every) > 2500
    assert typeset.pdf(form, watermark=every[:95])


def test_blanks_stay_blank():
    nobody = shapes.Party()
    form = shapes.ResultForm("D.1.1", nobody, nobody, nobody, (shapes.Signature("Pegawai"),))

    printed = reading.text_of(typeset.pdf(form))

    assert "none" not in printed
    for place in ("(nama instansi)", "(tempat), (tanggal, bulan, tahun)", "(nama) (nip)"):
        assert place in printed
    assert "nama : nip : pangkat/gol ruang : jabatan : unit kerja :" in printed


@pytest.mark.parametrize("name", ["A.1.1", "D.1.3", "A.1.5"])
def test_an_issued_document_says_where_to_check_it_on_every_page(name):
    content = typeset.pdf(samples.ALL[name], verification=CHECK)

    for page in reading.reader(content).pages:
        assert reading.words(CHECK.url) in reading.words(page.extract_text())
        assert CHECK.number in page.extract_text()


def test_the_same_form_gives_the_same_bytes():
    assert typeset.pdf(samples.ALL["C.1.1"]) == typeset.pdf(samples.ALL["C.1.1"])


@pytest.mark.parametrize("paper", typeset.PAPERS)
def test_the_page_has_the_size_of_the_paper(paper):
    page = reading.reader(typeset.pdf(samples.ALL["D.1.1"], paper=paper)).pages[0]
    millimetres = [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]]

    assert tuple(millimetres) == typeset.PAPERS[paper]


def test_long_tables_repeat_their_header():
    form = samples.ALL["A.1.7"]
    form = dataclasses.replace(form, main=tuple(samples.line(n) for n in range(1, 40)))

    pages = reading.reader(typeset.pdf(form)).pages

    assert len(pages) > 4
    for page in pages[:3]:
        assert "INDIKATOR KINERJA" in page.extract_text()


@pytest.mark.parametrize("name", ["A.1.1", "B.1.3", "B.1.5", "C.1.1", "C.1.3"])
def test_nothing_is_lost_however_much_is_said(name):
    form = samples.ALL[name]
    remarks = tuple(shapes.Remark("Rekan", f"umpan {n} " + "panjang " * 12) for n in range(80))
    asked = tuple(f"harapan {n}" for n in range(90))
    behaviours = tuple(
        dataclasses.replace(one, feedback=remarks, expectations=asked) for one in form.behaviours
    )
    main = (dataclasses.replace(form.main[0], feedback=remarks, text="hasil " * 900 + "tamat"),)
    printed = reading.text_of(
        typeset.pdf(dataclasses.replace(form, behaviours=behaviours, main=main))
    )

    assert "tamat" in printed
    assert printed.count("harapan 89") == len(behaviours)
    if name[0] != "A":
        assert printed.count("umpan 79 ") == len(behaviours) + 1
