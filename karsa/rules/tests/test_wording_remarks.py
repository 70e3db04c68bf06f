from decimal import Decimal

import pytest

from karsa.rules.wording import Context, Known, Nature, review
from karsa.rules.wording.forms import passive

INDICATOR = Context(is_indicator=True, measure="%", polarity="maximize")


def codes(statement, context=INDICATOR):
    return {remark.code for remark in review(statement, context).remarks}


def options(statement, code, context=INDICATOR):
    found = [one for one in review(statement, context).remarks if one.code == code]
    return [option for one in found for option in one.options]


def test_a_clear_indicator_gets_no_remark():
    assert codes("Persentase permohonan yang selesai dalam waktu yang dijanjikan") == set()


def test_a_vague_word_asks_for_its_limit():
    found = review("Pengelolaan anggaran yang optimal")

    assert "“optimal”" in found.reasons()[1]


@pytest.mark.parametrize(
    ("statement", "context"),
    [
        ("Siswa mampu membaca", INDICATOR),
        ("Meningkatnya pendapatan petani", Context()),
        ("Data pegawai akurat", Context()),
    ],
)
def test_what_cannot_be_counted_is_said(statement, context):
    assert "not_measurable" in codes(statement, context)


def test_a_result_that_can_be_told_needs_no_number():
    assert codes("Penduduk memiliki KTP elektronik", Context()) == set()


def test_an_indicator_needs_its_unit_and_direction():
    bare = Context(is_indicator=True, measure="", polarity="")

    assert codes("Jumlah bayi yang diimunisasi", bare) == {"no_unit", "no_polarity"}
    assert options("Jumlah bayi yang diimunisasi", "no_unit", bare) == ["bayi"]
    assert options("Persentase bayi", "no_unit", bare) == ["%"]
    assert options("Kepuasan pasien", "no_unit", bare) == []
    assert options("", "no_unit", bare) == []


def test_what_nobody_is_asked_is_not_missed():
    assert codes("Jumlah bayi yang diimunisasi", Context(is_indicator=True)) == set()


def test_a_percentage_has_a_percentages_unit():
    orang = Context(is_indicator=True, measure="orang", polarity="maximize")

    assert options("Persentase bayi yang diimunisasi", "unit", orang) == ["%"]
    assert "unit" not in codes("Persentase bayi yang diimunisasi")


def test_what_should_fall_is_not_to_be_raised():
    assert "polarity" in codes("Angka kematian ibu")
    assert "polarity" not in codes("Persentase keluhan yang dijawab")
    assert "polarity" not in codes("Angka kelulusan")


def test_two_things_come_apart():
    found = options("Meningkatnya mutu dan jangkauan layanan rujukan", "two_things")

    assert found == ["Meningkatnya mutu layanan rujukan", "Meningkatnya jangkauan layanan rujukan"]


def test_two_things_without_a_common_lead_are_only_named():
    assert "two_things" in codes("UMKM memiliki NIB dan sertifikat halal")
    assert options("UMKM memiliki NIB dan sertifikat halal", "two_things") == []


@pytest.mark.parametrize(
    "statement",
    [
        "Permohonan diproses cepat dan akurat",
        "Persentase warga yang sehat dan bugar",
        "Ternak bebas dari penyakit mulut dan kuku",
        "Tersedianya sarana dan prasarana sekolah",
        "Terarsipnya dokumen dan/atau berkas",
    ],
)
def test_one_thing_in_two_words_is_one_thing(statement):
    assert "two_things" not in codes(statement)


def test_how_far_it_is_in_ones_hands():
    assert "wide" in codes("Menurunnya kemiskinan", Context())
    assert "own_output" in codes("Laporan bulanan kepegawaian", Context())
    assert "own_output" not in codes("Laporan bulanan disampaikan tepat waktu", Context())


@pytest.mark.parametrize(
    ("polarity", "baseline", "target", "is_easier"),
    [
        ("maximize", "80", "75", True),
        ("maximize", "80", "80", False),
        ("minimize", "30", "35", True),
        ("minimize", "30", "25", False),
        ("range", "80", "75", False),
        ("maximize", None, "75", False),
        ("maximize", "80", None, False),
    ],
)
def test_a_target_below_what_is_reached_is_easier(polarity, baseline, target, is_easier):
    known = Context(
        polarity=polarity,
        baseline=None if baseline is None else Decimal(baseline),
        target=None if target is None else Decimal(target),
    )

    assert ("easier" in codes("Persentase bayi sehat", known)) is is_easier


def test_complaints_are_not_pushed_down():
    found = options("Jumlah keluhan pasien menurun", "complaints")

    assert found[0] == "Rata-rata waktu menjawab keluhan"
    assert "Persentase keluhan yang dibuka kembali" in found


def test_complaints_answered_are_welcome():
    falling = Context(is_indicator=True, measure="jam", polarity="minimize")

    assert "complaints" not in codes("Persentase pengaduan yang ditindaklanjuti")
    assert "complaints" not in codes("Pengaduan masyarakat")
    assert "complaints" not in codes("Jumlah kunjungan menurun")
    assert "complaints" in codes("Pengaduan masyarakat", falling)


def test_nearly_the_same_in_the_tree_is_named():
    tree = Context(known=Known(["Peningkatan kualitas pelayanan publik", "Angka kematian ibu"]))
    found = review("Meningkatnya kualitas pelayanan publik", tree)

    assert "Peningkatan kualitas pelayanan publik" in found.reasons()[-1]
    assert "double" not in codes("Angka kematian bayi", tree)
    assert "double" not in codes("…", tree)


def test_a_part_of_a_sentence_is_not_the_sentence():
    known = Known(["Angka kematian ibu dan bayi baru lahir di desa terpencil"])

    assert known.like("Angka kematian ibu") == ""


def test_a_statement_is_not_its_own_double():
    once, twice = Known(["Angka kematian ibu"]), Known(["Angka kematian ibu"] * 2)

    assert once.like("Angka kematian ibu") == "Angka kematian ibu"
    assert once.like("Angka kematian ibu", within=True) == ""
    assert twice.like("Angka kematian ibu", within=True) == "Angka kematian ibu"


@pytest.mark.parametrize(
    ("statement", "better"),
    [
        ("Melakukan imunisasi balita", "Persentase balita yang diimunisasi sesuai standar"),
        ("Melakukan imunisasi balita", "Terlaksananya imunisasi balita sesuai standar"),
        ("Melakukan kunjungan rumah", "Terlaksananya kunjungan rumah sesuai jadwal"),
        ("Menyusun laporan keuangan", "Laporan keuangan disusun tepat waktu"),
        ("Menyusun laporan keuangan", "Tersusunnya laporan keuangan sesuai standar"),
        ("Menyusun laporan tepat waktu", "Laporan tepat waktu disusun"),
        ("Menyusun data lengkap", "Data lengkap disusun"),
        ("Mengolah dan menyajikan data", "Data disajikan tepat waktu"),
        ("Input data ke aplikasi", "Data diinput ke aplikasi tepat waktu"),
        ("Menjaga kebersihan kantor", "Kebersihan kantor dijaga sesuai standar"),
        ("Meningkatkan mutu layanan", "Meningkatnya mutu layanan"),
        ("Mengikuti rapat koordinasi", "Hasil rapat koordinasi ditindaklanjuti tepat waktu"),
        ("Rapat dengan warga", "Hasil rapat dengan warga ditindaklanjuti tepat waktu"),
        ("Jumlah rapat", "Hasil rapat ditindaklanjuti tepat waktu"),
        ("Berkoordinasi dengan BPN", "Hasil koordinasi dengan BPN ditindaklanjuti tepat waktu"),
        ("Buat laporan harian", "Laporan harian selesai tepat waktu"),
        ("Pengetikan surat dinas", "Pengetikan surat dinas selesai tepat waktu"),
        ("Mengangkut sampah setiap hari", "Sampah diangkut setiap hari tepat waktu"),
        ("MENCETAK KARTU KELUARGA", "Kartu keluarga dicetak tepat waktu"),
        ("Pelayanan kesehatan", "Kepuasan penerima pelayanan kesehatan"),
        ("Pengelolaan arsip", "Pengelolaan arsip dilaksanakan sesuai standar"),
        ("Monitoring", "Hasil monitoring ditindaklanjuti tepat waktu"),
        ("Kepegawaian", "Layanan kepegawaian selesai sesuai standar waktu"),
    ],
)
def test_a_better_wording_is_made_of_the_statement(statement, better):
    assert better in review(statement).why.options


@pytest.mark.parametrize(
    "statement", ["Menjadi narasumber", "Bekerja", "Menyapu", "Bantu pimpinan", "Belajar mandiri"]
)
def test_where_nothing_good_comes_out_nothing_is_offered(statement):
    found = review(statement)

    assert found.nature is Nature.ACTIVITY
    assert found.why.options == ()


@pytest.mark.parametrize(
    ("verb", "done"),
    [
        ("menyusun", "disusun"),
        ("memverifikasi", "diverifikasi"),
        ("memeriksa", "diperiksa"),
        ("mencetak", "dicetak"),
        ("menambal", "ditambal"),
        ("menilai", "dinilai"),
        ("mengirim", "dikirim"),
        ("mengajukan", "diajukan"),
        ("mengunjungi", "dikunjungi"),
        ("melayani", "dilayani"),
        ("merawat", "dirawat"),
        ("mekukan", "dikukan"),
    ],
)
def test_the_passive_of_a_verb(verb, done):
    assert passive(verb) == done
