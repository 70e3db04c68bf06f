"""What templates of every package need: icons, Indonesian formats, small pictures."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from karsa.kit import charts, formats
from karsa.kit import compared as comparisons
from karsa.kit import course as courses
from karsa.rules.grade import GRADE_NAMES, RATING_NAMES, Rating, grade
from karsa.rules.lights import LIGHT_NAMES, Light

register = template.Library()

Number = int | float | Decimal


@register.simple_tag
@lru_cache(maxsize=1000)
def icon(name: str, size: str = "") -> SafeString:
    """One icon of the sprite (names: static/src/icons.txt); the word beside it says it."""
    css = f"icon {size}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        static("karsa/icons.svg"),
        name,
    )


@register.filter
def angka(value: Number | str | None, places: int | None = None) -> str:
    """1234.56 → "1.234,56"; None → "–"."""
    return "–" if value in (None, "") else formats.number(value, places)


@register.filter
def persen(value: Number | str | None, places: int | None = None) -> str:
    """86.2 → "86,2%"; None → "–"."""
    return "–" if value in (None, "") else formats.percent(value, places)


@register.filter
def rupiah(value: Number | str | None) -> str:
    """1250000 → "Rp1.250.000"; None → "–"."""
    return "–" if value in (None, "") else formats.rupiah(value)


@register.filter
def tanggal(value: date | None) -> str:
    """A date → "21 November 2026"; a datetime is read in the active zone; None → "–"."""
    if value is None:
        return "–"
    return formats.day(_local(value))


@register.filter
def hari_tanggal(value: date | None) -> str:
    """A date → "Sabtu, 21 November 2026"."""
    return "–" if value is None else formats.weekday(_local(value))


@register.filter
def jam(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """A datetime → "14.30 WIB" in `zone` (a name or ZoneInfo), else in the active zone."""
    if value is None:
        return "–"
    if isinstance(zone, str):
        zone = ZoneInfo(zone) if zone else None
    return formats.clock(_local(value), zone)  # type: ignore[arg-type]


def _local(value: date) -> date:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value  # type: ignore[arg-type]


@register.filter
def initials(name: str | None) -> str:
    """ "dr. Andi Prasetyo, M.Kes." → "AP"."""
    return formats.initials(name or "")


@register.filter
def light(code: str) -> charts.Light:
    """The tone, icon and shape of a light code."""
    return charts.light_of(code)


@register.filter
def light_name(code: str) -> str:
    """The word of a light code, translated."""
    return gettext(LIGHT_NAMES[Light(code) if code in LIGHT_NAMES else Light.NONE])


@register.simple_tag
def status(code: str, label: str = "", pill: bool = False) -> SafeString:
    """A light: icon, word and colour, the word of its code unless another is given."""
    look = charts.light_of(code)
    return format_html(
        '<span class="light light-{}{}">{}{}</span>',
        look.tone,
        " light-pill" if pill else "",
        icon(look.icon),
        label or light_name(code),
    )


@register.filter
def notice_icon(kind: str) -> str:
    """The icon of a notice: its own shape for each kind."""
    icons = {"good": charts.GOOD, "warn": charts.WARN, "bad": charts.BAD}
    return icons[kind].icon if kind in icons else "info-circle-filled"


@register.simple_tag
def quadrant(results: str, behaviour: str) -> dict[str, object]:
    """The grade's table as names, with the cell of the two ratings chosen."""
    columns = (Rating.BELOW, Rating.MEETS, Rating.ABOVE)
    rows = [
        {
            "name": gettext(RATING_NAMES[row]),
            "cells": [_cell(row, c, results, behaviour) for c in columns],
        }
        for row in reversed(columns)
    ]
    return {"columns": [gettext(RATING_NAMES[column]) for column in columns], "rows": rows}


@register.filter
def short_rating(name: str) -> str:
    """ "Di atas ekspektasi" → "Di atas", for narrow heads; the same in English."""
    return name.removesuffix(" ekspektasi").removesuffix(" expectation")


def _cell(row: Rating, column: Rating, results: str, behaviour: str) -> dict[str, object]:
    # A narrow cell may break after the slash of "Kurang/Misconduct".
    name = gettext(GRADE_NAMES[grade(row, column)]).replace("/", "/\u200b")
    return {"name": name, "chosen": (row, column) == (results, behaviour)}


@register.simple_tag
def sparkline(values: Sequence[charts.Value], code: str = "none") -> charts.Line | None:
    """Geometry of a small line, see `karsa.kit.charts.sparkline`."""
    return charts.sparkline(values or [], code)


@register.simple_tag
def bullet(actual: charts.Value, target: charts.Value, last: charts.Value = None) -> charts.Bullet:
    """Geometry of a bullet, see `karsa.kit.charts.bullet`."""
    return charts.bullet(actual, target, last)


@register.simple_tag
def distribution(
    labels: Sequence[str], counts: Sequence[int], guide: Sequence[charts.Value]
) -> list[charts.Column]:
    """Geometry of a distribution, see `karsa.kit.charts.distribution`."""
    return charts.distribution(labels, counts, guide)


@register.simple_tag
def course(
    slots: Sequence[courses.Slot], goals: Sequence[charts.Value] = ()
) -> courses.Course | None:
    """Geometry of a year measured, expected and ahead, see `karsa.kit.course.course`."""
    return courses.course(slots or [], goals or [])


@register.simple_tag
def compared(slots: Sequence[comparisons.Slot]) -> comparisons.Compared | None:
    """Geometry of two lines around a start, see `karsa.kit.compared.compared`."""
    return comparisons.compared(slots or [])


@register.filter
def heat_light(value: charts.Value) -> str:
    """The tint of a heat cell."""
    return charts.heat_light(value)


@register.filter
def widget_kind(field: BoundField) -> str:
    """How a field is drawn: "checkbox", "choices", "file", "select", "textarea" or "input"."""
    kinds = {
        "CheckboxInput": "checkbox",
        "RadioSelect": "choices",
        "CheckboxSelectMultiple": "choices",
        "ClearableFileInput": "file",
        "FileInput": "file",
        "Select": "select",
        "SelectMultiple": "select",
        "NullBooleanSelect": "select",
        "Textarea": "textarea",
    }
    names = (base.__name__ for base in type(field.field.widget).__mro__)
    return next((kinds[name] for name in names if name in kinds), "input")


@register.simple_tag
def control(field: BoundField, css: str, **attrs: str) -> SafeString:
    """A bound field's widget with its class, and tied to its help and error by aria."""
    notes = []
    if field.help_text:
        notes.append(f"{field.auto_id}-bantuan")
    if field.errors:
        notes.append(f"{field.auto_id}-salah")
    wanted: dict[str, str | bool] = {
        "class": f"{field.field.widget.attrs.get('class', '')} {css}".strip()
    }
    if notes:
        wanted["aria-describedby"] = " ".join(notes)
    if field.errors:
        wanted["aria-invalid"] = "true"
    wanted |= {name.replace("_", "-"): value for name, value in attrs.items() if value}
    return field.as_widget(attrs=wanted)


@register.simple_tag(takes_context=True)
def share_text(context: Context, text: str, path: str) -> str:
    """What is shared outside: a sentence of counts and the whole address of a page of ours."""
    return f"{text} {context['request'].build_absolute_uri(path)}"
