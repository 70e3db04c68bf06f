"""What citizens send: answers without a name, a comment apart from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from karsa.kit.digests import keyed
from karsa.rules.moderation import held_because
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.survey import LONGEST_COMMENT, check_open
from karsa.surveys.models import (
    COLUMNS,
    Comment,
    OneTimeLink,
    Response,
    Survey,
    SurveyPlace,
    Trace,
)
from karsa.surveys.queries.comments import receipt_of
from karsa.tenancy.models import Agency

LINK_USE = "surveys-link"
_SPENT = _("Tautan ini sudah dipakai. Terima kasih, jawabannya sudah kami terima.")
_EXPIRED = _("Tautan ini tidak berlaku lagi. Pindai kode QR di loket untuk mengisi survei.")


@dataclass(frozen=True, slots=True)
class Said:
    """A filled questionnaire; `key` makes what is sent twice one. `answers` are 1 to 4, u1 first.

    `own` is by the order of the own question. The profile may stay empty throughout.
    """

    key: UUID
    answers: tuple[int | None, ...]
    own: Mapping[str, int] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """How an answer came in: its way, and for the flags a hash that is another one tomorrow."""

    origin: str = Response.Origin.QR
    device: str = ""
    is_inside: bool = False


@transaction.atomic
def answer(*, place: SurveyPlace, said: Said, came: Came, today: date, token: str = "") -> None:
    """Keep what a citizen answers at a place (with its survey). Sent again it changes nothing.

    Raises Refused when the survey is not open, for a comment that is too long, or for a link
    that was used by another answer or is over. Nobody's doing, so nothing in the audit. Three
    queries, one more with a comment and two with a link.
    """
    survey = place.survey
    check_open(survey.state, survey.starts, survey.ends, today)
    if not token or _spend(place, token, said.key, today):
        keep(place, said, came, today)


def comment_code(agency_id: int, key: UUID) -> str:
    """Return the code by which the author of an answer with a comment finds that comment again.

    Made of the answer's key, which is drawn anew at closing; kept is only the code's own hash.
    """
    return keyed("surveys-comment-code", agency_id, key.hex)[:32]


def forget_keys(survey: Survey) -> None:
    """Draw the keys of a closed survey anew, so that nothing leads from an answer to its comment.

    Keys are there so that what is sent twice is kept once; nothing is sent after the closing. Only
    a sheet of paper may come again, so its answers keep theirs, which their comments no longer
    follow from. Four queries, two more for every 500 rows.
    """
    _redraw(survey.responses.exclude(origin=Response.Origin.PAPER))
    _redraw(survey.comments.order_by("pk"))


def _redraw(rows: "QuerySet[Any]") -> None:
    found = list(rows.only("key"))
    for row in found:
        row.key = uuid4()
    rows.model._default_manager.bulk_update(found, ["key"], batch_size=500)


def new_link(agency: Agency, place: SurveyPlace, token: str, expires_on: date) -> OneTimeLink:
    """Return the row of a one-time link, not saved yet; only the token's digest is in it."""
    digest = keyed(LINK_USE, agency.pk, token)
    return OneTimeLink(agency=agency, place=place, digest=digest, expires_on=expires_on)


def check_link(place: SurveyPlace, token: str, today: date) -> None:
    """Raise Refused for a link of another place, one that is over or was used. One query."""
    found = _link(place, token)
    if found is None or found.expires_on < today:
        raise Refused(_EXPIRED)
    if found.is_used:
        raise Refused(_SPENT)


def _spend(place: SurveyPlace, token: str, key: UUID, today: date) -> bool:
    """Use a link up; False if this very answer did so before."""
    found = _link(place, token)
    if found is None or found.expires_on < today:
        raise Refused(_EXPIRED)
    rows = OneTimeLink.objects.filter(pk=found.pk, is_used=False)
    if rows.update(is_used=True):
        return True
    if Response.objects.filter(agency=place.agency_id, key=key).exists():
        return False
    raise Refused(_SPENT)


def _link(place: SurveyPlace, token: str) -> OneTimeLink | None:
    digest = keyed(LINK_USE, place.agency_id, token)
    return OneTimeLink.objects.filter(place=place, digest=digest).first()


def keep(place: SurveyPlace, said: Said, came: Came, today: date) -> None:
    """Keep an answer of a day on which people could give it; again it changes nothing.

    Raises Refused for a comment that is too long. Two queries, one more with a comment.
    """
    if len(said.comment) > LONGEST_COMMENT:
        raise Refused(
            _("Komentar terlalu panjang. Ringkas menjadi %(most)s huruf."), most=LONGEST_COMMENT
        )
    row = Response(
        agency_id=place.agency_id,
        survey_id=place.survey_id,
        place=place,
        key=said.key,
        day=today,
        origin=came.origin,
        language=said.language,
        own=dict(said.own),
        **dict(zip(COLUMNS, said.answers, strict=True)),
        **said.profile,
    )
    Response.objects.bulk_create([row], ignore_conflicts=True)
    if came.device:
        trace = Trace(
            agency_id=place.agency_id,
            survey_id=place.survey_id,
            response=said.key,
            device=came.device,
            is_inside=came.is_inside,
        )
        Trace.objects.bulk_create([trace], ignore_conflicts=True)
    if said.comment.strip():
        _comment(place, said, came.origin)


def _comment(place: SurveyPlace, said: Said, origin: str) -> None:
    """Under a key of its own; until closing, who has the secret may work it out of the answer's.

    Only on one's own device is there a code to come back with: paper keeps its answers' keys.
    """
    is_own = origin in (Response.Origin.QR, Response.Origin.LINK)
    code = comment_code(place.agency_id, said.key)
    key = UUID(keyed("surveys-comment", place.agency_id, said.key.hex)[:32])
    row = Comment(
        agency_id=place.agency_id,
        survey_id=place.survey_id,
        place=place,
        key=key,
        text=said.comment.strip(),
        why=held_because(said.comment),
        receipt=receipt_of(place.agency_id, code) if is_own else "",
    )
    Comment.objects.bulk_create([row], ignore_conflicts=True)
