"""`karsa check-wording`: the shape of its answer and its exit codes."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


@pytest.fixture
def check(tmp_path, capsys):
    def checked(content, *arguments):
        file = tmp_path / "kalimat.txt"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("check-wording", str(file), *arguments)
        return capsys.readouterr().out

    return checked


def test_json_has_a_class_and_reasons_for_each_line(check):
    shown = json.loads(check("\ufeffMenyusun laporan\r\n\r\n  Kepegawaian \n", "--json"))

    assert [sorted(one) for one in shown] == [["class", "reasons", "statement"]] * 2
    assert [one["statement"] for one in shown] == ["Menyusun laporan", "Kepegawaian"]
    assert [one["class"] for one in shown] == ["aktivitas", "kategori"]
    assert shown[0]["reasons"][0].endswith("Misalnya: “Laporan disusun tepat waktu”.")


def test_the_plain_table_ends_with_a_sum(check):
    shown = check("Angka kematian ibu\nJumlah pengaduan menurun\nJumlah pengaduan menurun").split(
        "\n"
    )

    assert shown[0].startswith("hasil      Angka kematian ibu")
    assert "Menekan jumlah pengaduan" in shown[1]
    assert "Hampir sama" in shown[2]
    assert shown[3] == "3 kalimat: 3 hasil, 0 aktivitas, 0 kategori."


def test_an_empty_file_has_an_empty_answer(check):
    assert json.loads(check("", "--json")) == []


def test_a_missing_file_is_wrong_use():
    with pytest.raises(CommandError) as refused:
        call_command("check-wording", "tidak-ada.txt")

    assert refused.value.returncode == 2


def test_what_is_no_text_is_refused_with_a_reason(check):
    with pytest.raises(CommandError, match="UTF-8") as refused:
        check(b"\xff\xfe\x00laporan")

    assert refused.value.returncode == 1
