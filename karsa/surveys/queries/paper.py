"""A survey as its printed papers and workbook want it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import SurveyPosterForm, SurveyReportForm
from karsa.kit.formats import day, number
from karsa.kit.spreadsheets import Table
from karsa.kit.spreadsheets.writing import Value
from karsa.rules.skm import ELEMENT_NAMES, Element
from karsa.surveys.models import Comment, Flag, Survey, SurveyPlace
from karsa.surveys.queries.figures import Figures, Index
from karsa.surveys.queries.results import EarlierRow, Results


@in_indonesian
def poster_form(place: SurveyPlace, url: str) -> SurveyPosterForm:
    """Return the poster of a place with its survey, unit and agency. No query."""
    found = place.survey
    return SurveyPosterForm(
        agency=place.agency.name,
        unit=found.service.unit.name,
        service=found.service.name,
        point=place.point.name if place.point else None,
        until=day(found.ends),
        url=url,
    )


@in_indonesian
def report_form(shown: Results) -> SurveyReportForm:
    """Return the report of a survey's results. No query. Owners are not named: it is published."""
    found = shown.survey
    return SurveyReportForm(
        agency=found.agency.name,
        unit=found.service.unit.name,
        service=found.service.name,
        title=found.title,
        period=_period(found),
        facts=tuple(_facts(shown.figures)),
        elements=tuple(
            (_(one.name), number(one.mean, 2), number(one.value, 2))
            for one in shown.figures.elements
        ),
        places=tuple(
            (one.name or _("Di mana saja"), _many(one.index), _said(one.index))
            for one in shown.places
        ),
        before=tuple((_period(row), number(row.index.n), _said(row.index)) for row in shown.before),
        follow_ups=tuple(
            (_(ELEMENT_NAMES[Element(row.element)]), row.action, day(row.due), row.result or "–")
            for row in shown.follow_ups
        ),
        checked=tuple(map(_checked, shown.decided)),
        comments=tuple(map(_comment, shown.comments)),
    )


def report_tables(shown: Results) -> list[Table]:
    """Return the same figures as sheets of a workbook, numbers as numbers. No query."""
    index = shown.figures.index
    summary: list[tuple[Value, ...]] = [
        (_("Layanan"), shown.survey.service.name),
        (_("Masa survei"), _period(shown.survey)),
        (_("Jawaban"), index.n),
        (_("IKM"), index.value),
        (_("Mutu layanan"), index.letter or ""),
    ]
    elements = [(_(one.name), one.mean, one.value) for one in shown.figures.elements]
    places = [
        (
            one.name or _("Di mana saja"),
            None if one.index.is_hidden else one.index.n,
            one.index.value,
        )
        for one in shown.places
    ]
    return [
        Table(_("Ringkasan"), (_("Hal"), _("Isi")), summary),
        Table(_("Unsur"), (_("Unsur"), _("Rata-rata (1–4)"), _("Indeks")), elements),
        Table(_("Titik layanan"), (_("Titik layanan"), _("Jawaban"), _("IKM")), places),
    ]


def _facts(figures: Figures) -> Iterator[tuple[str, str]]:
    yield _("Jawaban yang dihitung"), number(figures.index.n)
    if figures.needed:
        yield _("Sampel yang disarankan"), number(figures.needed)
    yield _("Indeks kepuasan (IKM)"), _said(figures.index)
    if figures.interval:
        ends = {"low": number(figures.interval.low, 2), "high": number(figures.interval.high, 2)}
        yield _("Selang 95%"), _("%(low)s sampai %(high)s") % ends


def _comment(one: Comment) -> str:
    if one.state == Comment.State.SHOWN:
        return one.text
    return _("Disembunyikan: %(why)s") % {"why": one.why}


def _many(index: Index) -> str:
    return "–" if index.is_hidden else number(index.n)


def _said(index: Index) -> str:
    if index.value is None:
        return _("tidak ditampilkan")
    return f"{number(index.value, 2)} ({index.letter}, {_(index.letter_name).lower()})"


def _period(run: Survey | EarlierRow) -> str:
    return f"{day(run.starts)} – {day(run.ends)}"


def _checked(flag: Flag) -> str:
    facts = {
        "kind": flag.get_kind_display(),
        "day": day(flag.day),
        "state": flag.get_state_display().lower(),
        "reason": flag.reason,
        "before": "–" if flag.index_with is None else number(flag.index_with, 2),
        "after": "–" if flag.index_without is None else number(flag.index_without, 2),
    }
    return (
        _("%(kind)s, %(day)s: %(state)s. %(reason)s IKM dengan %(before)s, tanpa %(after)s.")
        % facts
    )
