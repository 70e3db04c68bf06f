import pytest

from karsa.documents import typeset
from karsa.documents.tests import reading, regional

NAMES = [row["position"] for row in regional.ANNEX["plans"]]
# Stored beside the text for machines, and printed on the page in other words or not at all.
NOT_PRINTED = {"form", "table", "title", "approach"}


def without(row, names=NOT_PRINTED):
    return {key: value for key, value in row.items() if key not in names}


@pytest.mark.parametrize("row", regional.ANNEX["plans"], ids=NAMES)
def test_a_plan_of_the_annex_carries_every_field_and_sentence(row):
    content = typeset.pdf(regional.plan(row))

    annex = without(row["annex"] or {})
    assert reading.missing(content, without(row) | {"annex": annex}) == []
    title = row["title"].removeprefix("CONTOH ") + " " + row["approach"]
    assert reading.missing(content, [title, "HASIL KERJA A. UTAMA", "B. TAMBAHAN"]) == []
    for line in row["main"] + row["additional"]:
        if line["assigned_by"]:
            assert reading.missing(content, f"(Penugasan dari {line['assigned_by']})") == []
        for measure in line["measures"]:
            seen = measure["aspect_or_perspective"]
            whole = f"{measure['text']} (Perspektif {seen})" if seen else measure["text"]
            assert reading.missing(content, whole) == []


def test_a_plan_with_an_annex_prints_its_heading_too():
    row = regional.ANNEX["plans"][2]
    title = row["annex"]["title"].removeprefix("CONTOH ")
    heads = ["DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI"]

    assert reading.missing(typeset.pdf(regional.plan(row)), [title, *heads]) == []
