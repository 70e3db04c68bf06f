"""The questionnaire of a place in the language somebody reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from karsa.kit.remembered import remembered
from karsa.rules.skm import QUESTIONS, Element
from karsa.surveys.models import COLUMNS, SurveyPlace
from karsa.tenancy.models import Agency

# Of codes and languages; what is longer is none of ours.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers as (value, text); `name` is the form's field."""

    name: str
    text: str
    answers: tuple[tuple[int, str], ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked at a place; `languages` are (code, own name), `language` the one shown."""

    place: SurveyPlace
    asked: tuple[Asked, ...]
    languages: tuple[tuple[str, str], ...]
    language: str


def questionnaire_at(agency: Agency, code: str, language: str = "") -> Questionnaire | None:
    """Return what is asked at the place behind a code; None for a wrong one.

    What a regional language leaves out, or a language nobody wrote, is read in Indonesian. Three
    queries a minute for each code: hundreds may answer at once, and nobody changes it meanwhile.
    """
    if len(code) > _LONGEST:
        return None
    spoken = language if language.isalnum() and len(language) <= _LONGEST else ""
    key = f"survey:{agency.pk}:{code}:{spoken}:{get_language()}"
    return remembered(key, lambda: _read(agency, code, spoken))


def _read(agency: Agency, code: str, language: str) -> Questionnaire | None:
    rows = SurveyPlace.objects.select_related("survey__service__unit", "point", "agency")
    known = rows.filter(agency=agency, code=code.lower()).exclude(survey__state="draft")
    place = known.first()
    return _questionnaire(place, language) if place else None


def _questionnaire(place: SurveyPlace, language: str) -> Questionnaire:
    wordings = list(place.survey.wordings.order_by("name"))
    chosen = next((one for one in wordings if one.language == language), None)
    said: Mapping[str, str] = chosen.texts if chosen else {}
    elements = [_element(name, one, said) for name, one in zip(COLUMNS, Element, strict=True)]
    own = [
        Asked(
            f"t{one.order}",
            said.get(f"tanya:{one.order}", one.text),
            tuple(enumerate(one.answers, start=1)),
            is_own=True,
        )
        for one in place.survey.questions.all()
    ]
    return Questionnaire(
        place,
        (*elements, *own),
        tuple((one.language, one.name) for one in wordings),
        chosen.language if chosen else "",
    )


def _element(name: str, element: Element, said: Mapping[str, str]) -> Asked:
    question = QUESTIONS[element]
    answers = (
        (value, said.get(f"{element}:{value}") or gettext(text))
        for value, text in enumerate(question.answers, start=1)
    )
    return Asked(name, said.get(element) or gettext(question.text), tuple(answers))
