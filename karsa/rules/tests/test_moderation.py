import pytest

from karsa.rules.moderation import (
    check_second_look,
    held_because,
    is_rude,
    names_somebody,
)
from karsa.rules.refused import Refused


@pytest.mark.parametrize(
    "text",
    [
        "Hubungi saya 0812-3456-7890",
        "NIK 5171010101900001",
        "surel budi@contoh.id",
        "lihat https://contoh.id/x",
        "kunjungi judi.com sekarang",
        "+62 812 3456 789",
    ],
)
def test_a_number_an_address_or_a_link_waits_for_a_person(text):
    assert "menunggu dilihat" in held_because(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anggaran Rp1.250.000.000 terlalu besar untuk 2026.",
        "Antrean 90 menit itu keterlaluan! Turunkan ke 30.",
        "Di RT 08 ada 12 lansia",
    ],
)
def test_plain_words_and_sums_of_money_are_shown_at_once(text):
    assert held_because(text) == ""


def test_an_identity_number_is_named_as_such_however_it_is_parted():
    for said in ("5171 0101 0190 0001", "5171.0101.0190.0001", "199001012015031001"):
        assert "NIK atau NIP" in held_because(f"Saya {said}, belum dilayani")


@pytest.mark.parametrize(
    "text", ["Petugasnya GOBLOK", "g0bl0k semua", "a n j i n g", "tolooool banget", "dasar babimu"]
)
def test_insults_wait_however_they_are_written(text):
    assert is_rude(text)
    assert "kata kasar" in held_because(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pelayanan asuransi di kantor pantai cepat",
        "Ruang tunggu panas, tambah kipas",
        "Saya menunggu dari jam 8 sampai 11",
        "",
    ],
)
def test_words_that_merely_hold_one_do_not(text):
    assert not is_rude(text)
    assert held_because(text) == ""


def test_a_person_is_named_and_an_office_is_not():
    for said in ("Bu Ratna di loket 2 marah", "kata dr. Surya besok", "Sdr Joko"):
        assert "nama orang" in held_because(said)
    for said in ("Pak Camat sudah tahu", "Ibu hamil antre lama", "bapak Kepala Dinas", "Bupati"):
        assert not names_somebody(said)


def test_a_second_look_is_asked_for_once_with_words():
    check_second_look(is_hidden=True, asked_before=False, words="Tidak ada hinaan")
    for hidden, before, words in ((False, False, "x"), (True, True, "x"), (True, False, " ")):
        with pytest.raises(Refused):
            check_second_look(is_hidden=hidden, asked_before=before, words=words)
