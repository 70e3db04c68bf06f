"""What components promise: tied labels, words beside colours, nothing a strict CSP refuses."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from karsa.kit.templatetags import karsa as tags

KARSA = Path(tags.__file__).parents[2]
TEMPLATES = sorted(KARSA.glob("**/templates/**/*.html"))
COMPONENTS = sorted((KARSA / "templates/cotton").glob("*.html"))
ICONS = set((KARSA / "static/src/icons.txt").read_text(encoding="utf-8").split())


def html(source: str, **context: object) -> str:
    return Template(CottonCompiler().process(source)).render(Context(context))


class Entry(forms.Form):
    babies = forms.IntegerField(label="Jumlah bayi", help_text="Yang hadir.", max_value=100)
    result = forms.ChoiceField(
        label="Hasil", choices=[("a", "Imunisasi")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    photo = forms.FileField(label="Foto", required=False)
    present = forms.BooleanField(label="Saya hadir")


def test_a_field_ties_label_help_and_error_together():
    shown = html('<c-field :field="f" />', f=Entry({"babies": "140"})["babies"])

    assert 'for="id_babies"' in shown
    assert 'aria-describedby="id_babies-bantuan id_babies-salah"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'value="140"' in shown, "what was typed comes back"
    assert 'id="id_babies-salah"' in shown


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("babies", 'class="input"'),
        ("result", "<fieldset"),
        ("note", 'class="textarea"'),
        ("photo", 'class="file-input"'),
        ("present", 'class="checkbox"'),
    ],
)
def test_every_kind_of_field_has_its_shape(name, mark):
    assert mark in html('<c-field :field="f" />', f=Entry()[name])


def test_an_optional_field_says_so_and_a_required_one_does_not():
    form = Entry()

    assert "(boleh kosong)" in html('<c-field :field="f" />', f=form["note"])
    assert "(boleh kosong)" not in html('<c-field :field="f" />', f=form["babies"])


@pytest.mark.parametrize("code", ["good", "warn", "bad", "stale", "none"])
def test_a_light_is_an_icon_and_a_word(code):
    shown = html('<c-light code="{{ code }}" />', code=code)

    assert "<use href=" in shown
    assert tags.light_name(code) in shown


def test_text_of_people_is_escaped_wherever_it_is_passed():
    evil = "<script>alert(1)</script>"
    shown = html(
        '<c-person name="{{ e }}" note="{{ e }}" /><c-row title="{{ e }}" :note="e" />'
        '<c-button data-confirm="{{ e }}">x</c-button>',
        e=evil,
    )

    assert "<script" not in shown


def test_a_line_without_data_is_words_not_a_picture():
    assert "<svg" not in html('<c-sparkline :values="v" label="x" />', v=[])


def test_a_picture_has_its_sentence_and_its_table():
    shown = html(
        '<c-sparkline :values="v" code="good" label="412 bayi, diharapkan 440" table />',
        v=[100, None, 101],
    )

    assert 'role="img"' in shown
    assert 'aria-label="412 bayi, diharapkan 440"' in shown
    assert "<table" in shown
    assert "belum ada data" in shown


def test_a_distribution_of_few_people_is_not_drawn():
    source = '<c-distribution :labels="l" :counts="c" :guide="g" label="x" />'

    assert "<svg" not in html(source, l=["Baik"], c=[4], g=[1])
    assert "<svg" in html(source, l=["Baik"], c=[5], g=[1])


def test_no_data_in_a_heat_map_is_said():
    shown = html('<c-heat caption="x" :columns="m" :rows="r" />', m=["Jan"], r=[("A", [None])])

    assert "heat-none" in shown
    assert "belum ada data" in shown


def test_the_quadrant_marks_one_cell_with_a_word():
    shown = html('<c-quadrant result="meets" behaviour="above" />')

    assert shown.count("Terpilih:") == 1
    assert "Terpilih:" not in html("<c-quadrant />")


def test_an_empty_fact_is_said_not_hidden():
    assert "belum diisi" in html('<c-fact label="Rumus"></c-fact>')


def test_a_form_carries_its_token_and_its_draft():
    shown = html('<c-form draft="catatan" upload>x</c-form>', csrf_token="t" * 32)

    assert "csrfmiddlewaretoken" in shown
    assert 'data-draft="catatan"' in shown
    assert 'enctype="multipart/form-data"' in shown


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_says_its_parameters_and_is_listed(path):
    name = f"`c-{path.stem.replace('_', '-')}`"

    assert path.read_text(encoding="utf-8").startswith("{# ")
    assert name in (KARSA.parent / "docs/components.md").read_text(encoding="utf-8")


def test_nothing_in_a_template_would_be_refused_by_the_csp():
    refused = re.compile(
        r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:|hx-on"
    )
    found = [path.name for path in TEMPLATES if refused.search(path.read_text(encoding="utf-8"))]

    assert not found


def test_every_icon_named_in_a_template_is_in_the_sprite():
    named = re.compile(r'{% icon "([a-z0-9-]+)"|<c-[a-z-]+ [^>]*\bicon="([a-z0-9-]+)"')
    wanted = {
        one or other
        for path in TEMPLATES
        for one, other in named.findall(path.read_text(encoding="utf-8"))
    }

    assert wanted <= ICONS, wanted - ICONS
    assert {tags.notice_icon(kind) for kind in ("info", "good", "warn", "bad")} <= ICONS


@pytest.mark.parametrize("layout", ["sheet.html", "base_staff.html", "base_public.html"])
def test_a_layout_names_its_blocks_anew(layout):
    """A block inside a block that an ancestor has too would be printed in the ancestor's place."""
    source = (KARSA / "templates" / layout).read_text(encoding="utf-8")
    own, above = blocks(source), ancestors_of(source)

    assert {name for name, depth in own if depth} & above == set()


def ancestors_of(source: str) -> set[str]:
    extended = re.match(r'{% extends "([^"]+)" %}', source)
    if not extended:
        return set()
    above = (KARSA / "templates" / extended.group(1)).read_text(encoding="utf-8")
    return {name for name, _ in blocks(above)} | ancestors_of(above)


def blocks(source: str) -> list[tuple[str, int]]:
    """Each block's name with the number of blocks around it."""
    found, depth = [], 0
    for opened in re.finditer(r"{% (?:block (\w+)|endblock)[^%]*%}", source):
        if opened.group(1):
            found.append((opened.group(1), depth))
        depth += 1 if opened.group(1) else -1
    return found
