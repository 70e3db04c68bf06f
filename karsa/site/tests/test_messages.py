"""English is complete, keeps what it must keep, and comes only to whoever asks for it."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override, trans_real

from karsa.documents.language import in_indonesian
from karsa.kit import formats
from karsa.org.tests import make

PO = settings.BASE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[\d\]) ((?:".*"\n?)+)', re.MULTILINE)
_KEPT = re.compile(r"%\(\w+\)s|<[^>]+>")


def _entries() -> list[dict[str, str]]:
    blocks = PO.read_text(encoding="utf-8").split("\n\n")[1:]
    return [{name: _text(lines) for name, lines in _ENTRY.findall(block)} for block in blocks]


def _text(lines: str) -> str:
    return "".join(ast.literal_eval(line) for line in lines.splitlines())


def _pairs() -> list[tuple[str, str]]:
    """Each Indonesian text with its English; of a plural, both forms."""
    found = []
    for entry in _entries():
        if "msgid_plural" in entry:
            found.append((entry["msgid"], entry["msgstr[0]"]))
            found.append((entry["msgid_plural"], entry["msgstr[1]"]))
        else:
            found.append((entry["msgid"], entry["msgstr"]))
    return found


@pytest.fixture
def english(tmp_path: Path, monkeypatch) -> None:
    """The catalogue as it stands in the checkout, compiled for this test."""
    made = tmp_path / "locale" / "en" / "LC_MESSAGES"
    made.mkdir(parents=True)
    tool = shutil.which("msgfmt") or "msgfmt"
    subprocess.run([tool, "--check-format", "-o", made / "django.mo", PO], check=True)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [tmp_path / "locale"])
    monkeypatch.setattr(trans_real, "_translations", {})


def test_nothing_waits_for_its_english():
    assert [source for source, english in _pairs() if not english] == []
    assert "#, fuzzy" not in PO.read_text(encoding="utf-8")


def test_places_and_marks_are_those_of_the_indonesian_text():
    torn = [
        source
        for source, english in _pairs()
        if set(_KEPT.findall(source)) != set(_KEPT.findall(english))
    ]
    assert torn == []


def test_spaces_at_the_ends_stay():
    ends = [(text[:1].isspace(), text[-1:].isspace()) for pair in _pairs() for text in pair]
    assert ends[::2] == ends[1::2]


def test_the_browsers_language_does_not_choose(agency, client):
    page = client.get("/", HTTP_ACCEPT_LANGUAGE="en")
    assert 'lang="id"' in page.content.decode()
    assert page.headers["Vary"].count("Cookie") == 1
    assert not page.cookies


def test_who_chooses_english_reads_english(agency, client, english):
    chosen = client.post(reverse("language"), {"bahasa": "en", "next": "/"})
    assert chosen.url == "/"
    assert 'lang="en"' in client.get("/").content.decode()
    assert "Check a document" in client.get(reverse("documents:ask")).content.decode()
    client.post(reverse("language"), {"bahasa": "id", "next": "/"})
    assert "Periksa" in client.get(reverse("documents:ask")).content.decode()


def test_the_person_menu_offers_the_other_language(people, sign_in, english):
    client = sign_in(people.rina)
    page = client.get(reverse("insights:home"), follow=True).content.decode()
    assert 'value="en"' in page
    client.post(reverse("language"), {"bahasa": "en"})
    assert "Sign out" in client.get(reverse("insights:home"), follow=True).content.decode()


@pytest.mark.parametrize("asked", ["", "fr", "id; Path=/x"])
def test_other_languages_are_not_remembered(agency, client, asked):
    assert not client.post(reverse("language"), {"bahasa": asked}).cookies


def test_no_other_place_is_redirected_to(agency, client):
    answer = client.post(reverse("language"), {"bahasa": "en", "next": "https://elsewhere.test/"})
    assert answer.url == "/"


def test_the_choice_needs_no_token(agency):
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("language"), {"bahasa": "en"}).status_code == 302


def test_days_are_named_in_the_readers_language_and_numbers_stay(english):
    with override("en"):
        assert formats.weekday(make.TODAY) == f"{make.TODAY:%A, %-d %B %Y}"
        assert formats.number(1234.5) == "1.234,5"


def test_forms_of_the_law_stay_indonesian(english):
    with override("en"):
        assert gettext("Sangat Baik") == "Very good"
        assert in_indonesian(gettext)("Sangat Baik") == "Sangat Baik"
        assert gettext("Sangat Baik") == "Very good"
