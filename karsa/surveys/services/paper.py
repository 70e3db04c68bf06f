"""Answers on paper from a spreadsheet in the columns of the SKM recapitulation: U1 to U9."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record
from karsa.files import sheets
from karsa.files.sheets import Rows, Shape
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.digests import keyed
from karsa.org.queries.actor import actor_of
from karsa.rules.dates import read_day
from karsa.rules.refused import Refused
from karsa.rules.skm import ELEMENT_NAMES, Element
from karsa.surveys import policies
from karsa.surveys.models import COLUMNS, Response, Survey, SurveyPlace
from karsa.surveys.services.answering import Came, Said, forget_keys, keep
from karsa.surveys.services.keeping import lock
from karsa.surveys.services.signs import raise_flags
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

_TABLE: Mapping[str, tuple[str, ...]] = {
    "label": ("No", "Nomor", "No. Responden", "Responden"),
    "day": ("Tanggal", "Tgl"),
    "comment": ("Saran", "Komentar", "Saran dan masukan"),
    **{
        column: (column.upper(), f"Unsur {number}", ELEMENT_NAMES[element])
        for number, (column, element) in enumerate(zip(COLUMNS, Element, strict=True), start=1)
    },
}
SHEET = Shape(
    kind="surveys.paper",
    purpose="surveys.paper",
    columns=_TABLE,
    required=COLUMNS,
    most=5_000,
    too_long=gettext_noop("Lembar ini lebih dari 5.000 baris. Pecah menjadi beberapa."),
)
_NO_ANSWER = gettext_noop("%(column)s: “%(text)s” bukan jawaban. Tulis 1, 2, 3, atau 4.")
_EMPTY = gettext_noop("Tidak ada jawaban di baris ini.")
_OUTSIDE = gettext_noop("Tanggalnya di luar masa survei.")
_DRAFT = gettext_noop("Buka dulu surveinya, baru masukkan jawaban di atas kertas.")
_PUBLISHED = gettext_noop("Hasil survei ini sudah terbit, jadi jawabannya tidak ditambah lagi.")


@transaction.atomic
def take_paper(*, actor: Actor, survey: Survey, upload: "File[bytes]") -> Batch:
    """Take in a sheet of paper answers; the rows follow as long work with a report.

    Raises PermissionDenied for whoever may not enter paper for the unit; Refused if it is no
    such sheet, the survey was never opened, or its results are out.
    """
    if not policies.can_enter_paper(actor, survey.service.unit):
        raise PermissionDenied
    if survey.state == Survey.State.DRAFT:
        raise Refused(_DRAFT)
    if survey.published_on:
        raise Refused(_PUBLISHED)
    batch = sheets.start(actor, upload, SHEET)
    jobs.later("surveys.paper", actor.agency, batch_id=batch.pk, survey_id=survey.pk)
    record(actor, "survey.paper_taken", survey)
    return batch


def run_paper(*, agency: Agency, batch_id: int, survey_id: int, now: datetime) -> None:
    """Keep the rows of a sheet, or say in its batch why not. Opens its own scope.

    The same sheet again changes nothing: a row's key follows from its words and its place.
    """
    with scope(agency), transaction.atomic():
        batch = Batch.objects.get(pk=batch_id, agency=agency, kind=SHEET.kind)
        # Locked: what is published meanwhile must not change under its readers.
        survey = lock(Survey.objects.get(pk=survey_id, agency=agency))
        if survey.published_on:
            jobs.fail(batch, gettext(_PUBLISHED), now)
        elif found := sheets.read(batch, SHEET, now):
            _run(batch, survey, found.rows, now)


def _run(batch: Batch, survey: Survey, rows: Rows, now: datetime) -> None:
    actor = actor_of(User.objects.get(pk=batch.started_by or 0), batch.agency, now)
    place = survey.places.get(point=None)
    typed = survey.responses.filter(origin=Response.Origin.PAPER)
    known = set(typed.values_list("key", flat=True))
    jobs.begin(batch, len(rows))
    verdicts = [_take(place, known, line, cells, actor.today) for line, cells in rows]
    jobs.keep_rows(batch, [one.row(batch) for one in verdicts])
    raise_flags(survey)
    if survey.state == Survey.State.CLOSED:  # else its closing does
        forget_keys(survey)
    jobs.finish(batch, now)
    jobs.later("indicators.voices", batch.agency, service_id=survey.service_id)


def _take(
    place: SurveyPlace, known: set[UUID], line: int, cells: Mapping[str, str], today: date
) -> Verdict:
    label = cells.get("label", "") or gettext("Baris %(line)s") % {"line": line}
    try:
        said = _said(place, line, cells)
        if said.key in known:
            return Verdict(line, Outcome.UNCHANGED, label)
        # Paper is typed in after the last day, too: it counts for the day it names.
        day = _day(place.survey, cells.get("day", ""), today)
        keep(place, said, Came(Response.Origin.PAPER), day)
    except Refused as why:
        return refused(line, label, why)
    return Verdict(line, Outcome.TAKEN, label)


def _said(place: SurveyPlace, line: int, cells: Mapping[str, str]) -> Said:
    answers = tuple(_answer(column, cells.get(column, "")) for column in COLUMNS)
    if not any(answers):
        raise Refused(_EMPTY)
    words = "|".join([str(place.survey_id), str(line), *map(str, answers), cells.get("day", "")])
    key = UUID(keyed("surveys-paper", place.agency_id, words)[:32])
    return Said(key, answers, comment=cells.get("comment", ""))


def _answer(column: str, text: str) -> int | None:
    """A cell as people type it: 4, "4.0", "4 " or nothing."""
    plain = text.strip().replace(",", ".")
    if plain in ("", "-"):
        return None
    number = plain.removesuffix(".0").removesuffix(".")
    if number not in ("1", "2", "3", "4"):
        raise Refused(_NO_ANSWER, column=column.upper(), text=text[:20])
    return int(number)


def _day(survey: Survey, text: str, today: date) -> date:
    day = read_day(text) if text else min(today, survey.ends)
    if not survey.starts <= day <= min(survey.ends, today):
        raise Refused(_OUTSIDE)
    return day
