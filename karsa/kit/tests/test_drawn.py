"""A part is drawn once for what it is given; its forms are each reader's own."""

from decimal import Decimal

import pytest
from django.core.cache import caches
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

WHO = {"name": "Rina <b>", "position": "Bidan", "unit": "Puskesmas"}


def menu(token: str = "satu", path: str = "/kerja/?a=1&b=2", person=WHO, language: str = "id"):
    request = RequestFactory().get(path)
    context = Context({"csrf_token": token, "request": request, "person": person, "who": "Andi"})
    with translation.override(language):
        source = '{% draw "parts/person_menu.html" person=person sign_out_url="/keluar/" %}'
        return Template(source).render(context)


@pytest.fixture(autouse=True)
def nothing_drawn():
    caches["drawn"].clear()


def test_each_reader_has_their_own_token_and_place():
    first = menu()
    assert 'value="satu"' in first
    assert 'value="/kerja/?a=1&amp;b=2"' in first

    other = menu(token="dua", path="/kerja/tim/")

    assert 'value="dua"' in other
    assert 'value="/kerja/tim/"' in other
    assert "satu" not in other
    assert "Rina &lt;b&gt;" in other


def test_what_is_drawn_once_is_not_drawn_again(monkeypatch):
    first = menu()
    monkeypatch.setattr("karsa.kit.templatetags.drawn.get_template", None)

    assert menu() == first


def test_another_value_or_language_is_another_part():
    assert "Andi" in menu(person=WHO | {"name": "Andi"})
    assert "Rina" in menu()
    assert 'lang="id"' in menu(language="en")
    assert 'lang="en"' in menu()


def test_the_same_number_written_otherwise_is_another_part():
    source = '{% draw "cotton/toast.html" slot=value %}'
    shown = [Template(source).render(Context({"value": Decimal(one)})) for one in ("1.0", "1.00")]

    assert shown[0] != shown[1]


def test_a_part_knows_nothing_it_was_not_given():
    assert "Andi" not in menu()
