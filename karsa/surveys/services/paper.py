"""Answers on paper from a spreadsheet in the columns of the SKM recapitulation: U1 to U9."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record
from karsa.files import services as files
from karsa.files import store
from karsa.files.kinds import TABLES
from karsa.files.models import StoredFile
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.kit.digests import keyed
from karsa.kit.refusals import sentence
from karsa.kit.spreadsheets import open_sheet
from karsa.org.queries.actor import actor_of
from karsa.rules.dates import read_day
from karsa.rules.refused import Refused
from karsa.rules.skm import ELEMENT_NAMES, Element
from karsa.surveys import policies
from karsa.surveys.models import COLUMNS, Response, Survey, SurveyPlace
from karsa.surveys.services.answering import Came, Said, answer, forget_keys
from karsa.surveys.services.signs import raise_flags
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

KIND = "surveys.paper"
_MOST = 5_000
_TABLE: Mapping[str, tuple[str, ...]] = {
    "label": ("No", "Nomor", "No. Responden", "Responden"),
    "day": ("Tanggal", "Tgl"),
    "comment": ("Saran", "Komentar", "Saran dan masukan"),
    **{
        column: (column.upper(), f"Unsur {number}", ELEMENT_NAMES[element])
        for number, (column, element) in enumerate(zip(COLUMNS, Element, strict=True), start=1)
    },
}
_REQUIRED = COLUMNS
_LONG = gettext_noop("Lembar ini lebih dari 5.000 baris. Pecah menjadi beberapa.")
_GONE = gettext_noop("Isi lembar sudah dihapus. Unggah lagi berkasnya.")
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
    _check_unpublished(survey)
    stored = files.take(actor, upload, purpose=KIND, allow=TABLES)
    open_sheet(store.path_of(stored), _TABLE, _REQUIRED)
    batch = jobs.start(actor, KIND, file_id=stored.pk)
    jobs.later(KIND, actor.agency, batch_id=batch.pk, survey_id=survey.pk)
    record(actor, "survey.paper_taken", survey)
    return batch


def run_paper(*, agency: Agency, batch_id: int, survey_id: int, now: datetime) -> None:
    """Keep the rows of a sheet, or say in its batch why not. Opens its own scope.

    The same sheet again changes nothing: a row's key follows from its words and its place.
    """
    with scope(agency), transaction.atomic():
        batch = Batch.objects.get(pk=batch_id, agency=agency, kind=KIND)
        # Locked: what is published meanwhile must not change under its readers.
        locked = Survey.objects.select_for_update(of=("self",)).select_related("service__unit")
        survey = locked.get(pk=survey_id, agency=agency)
        with suppress(Refused):  # the batch says why
            _run(batch, survey, now)


def _run(batch: Batch, survey: Survey, now: datetime) -> None:
    try:
        _check_unpublished(survey)
        rows = _rows(batch)
    except Refused as why:
        jobs.fail(batch, sentence(why), now)
        raise
    actor = actor_of(User.objects.get(pk=batch.started_by or 0), batch.agency, now)
    is_over = survey.state == Survey.State.CLOSED
    place = survey.places.select_related("survey").get(point=None)
    jobs.begin(batch, len(rows))
    verdicts = [_take(place, line, cells, actor.today) for line, cells in rows]
    jobs.keep_rows(batch, [one.row(batch) for one in verdicts])
    raise_flags(survey)
    if is_over:  # else its closing does
        forget_keys(survey)
    jobs.finish(batch, now)
    jobs.later("indicators.voices", batch.agency, service_id=survey.service_id)


def _check_unpublished(survey: Survey) -> None:
    if survey.published_on:
        raise Refused(_PUBLISHED)


def _rows(batch: Batch) -> list[tuple[int, dict[str, str]]]:
    stored = StoredFile.objects.filter(pk=batch.file_id or 0, agency=batch.agency_id).first()
    if stored is None or not store.path_of(stored).exists():
        raise Refused(_GONE)
    rows = list(open_sheet(store.path_of(stored), _TABLE, _REQUIRED).rows())
    if len(rows) > _MOST:
        raise Refused(_LONG)
    return rows


def _take(place: SurveyPlace, line: int, cells: Mapping[str, str], today: date) -> Verdict:
    label = cells.get("label", "") or gettext("Baris %(line)s") % {"line": line}
    try:
        said = _said(place, line, cells)
        known = Response.objects.filter(agency=place.agency_id, key=said.key).exists()
        if not known:
            _keep(place, said, _day(place.survey, cells.get("day", ""), today))
    except Refused as why:
        return refused(line, label, why)
    return Verdict(line, Outcome.UNCHANGED if known else Outcome.TAKEN, label)


def _keep(place: SurveyPlace, said: Said, day: date) -> None:
    came = Came(origin=Response.Origin.PAPER)
    # Paper is typed in after the last day, too: it counts for the day it names.
    place.survey.state = Survey.State.OPEN
    answer(place=place, said=said, came=came, today=day)


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


def kept_batches(agency: Agency, user_id: int | None) -> Any:
    """Return one's own sheets, the newest first; nobody else's."""
    rows = Batch.objects.filter(agency=agency, kind=KIND, started_by=user_id)
    return rows.order_by("-pk")
