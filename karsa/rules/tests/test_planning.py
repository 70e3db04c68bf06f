import pytest

from karsa.rules.planning import MeasureDraft, ResultDraft, gaps

WHOLE = MeasureDraft("Ibu hamil terlayani", "120 orang", "quantity")
BUDGET = MeasureDraft("Serapan anggaran", "95%", "budget")


def sentences(results, **over):
    known = {"for_head": False, "quantitative": True, "has_rater": True} | over
    return [gap.args[0] for gap in gaps(results, **known)]


def result(*measures, main=True, text="Ibu hamil sehat"):
    return ResultDraft(text, main, measures)


def test_a_whole_plan_lacks_nothing():
    assert sentences([result(WHOLE)]) == []
    assert sentences([result(WHOLE, BUDGET)], for_head=True) == []


@pytest.mark.parametrize(
    ("results", "over", "said"),
    [
        ([result(WHOLE)], {"has_rater": False}, "Pejabat penilai Anda belum ditetapkan"),
        ([], {}, "Belum ada hasil kerja utama"),
        ([result(WHOLE, main=False)], {}, "Belum ada hasil kerja utama"),
        ([result()], {}, "“Ibu hamil sehat” belum punya ukuran"),
        ([result(MeasureDraft("Terlayani", "120"))], {}, "“Terlayani” belum lengkap"),
        ([result(MeasureDraft("Terlayani", "", "quality"))], {}, "“Terlayani” belum lengkap"),
        ([result(WHOLE)], {"for_head": True}, "perspektif anggaran"),
        ([result(MeasureDraft("x"), BUDGET)], {"for_head": True}, "belum punya perspektif"),
        ([result(text="a" * 90)], {}, "aaa… belum punya"),
    ],
)
def test_each_gap_says_what_to_do(results, over, said):
    if said.startswith("aaa"):
        said = f"“{'a' * 79}…” belum punya"
    found = sentences(results, **over)
    assert len(found) == 1
    assert said in found[0]


def test_words_alone_need_neither_aspect_nor_target():
    assert sentences([result(MeasureDraft("Tidak ada kesalahan"))], quantitative=False) == []
