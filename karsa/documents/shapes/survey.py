"""Papers of a satisfaction survey: the poster of a service point, the report of its results."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SurveyPosterForm:
    """An A4 to hang at a counter: one large QR, and the short address to type."""

    TEMPLATE: ClassVar[str] = "survey_poster"

    agency: str
    unit: str
    service: str
    point: str | None
    until: str
    url: str

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that the template shows as a QR."""
        return (self.url,)


@dataclass(frozen=True, slots=True)
class SurveyReportForm:
    """The report of a survey (laporan SKM); rows are cells in the order of their heading."""

    TEMPLATE: ClassVar[str] = "survey_report"

    agency: str
    unit: str
    service: str
    title: str
    period: str
    facts: tuple[tuple[str, str], ...]
    elements: tuple[tuple[str, str, str], ...]
    places: tuple[tuple[str, str, str], ...]
    before: tuple[tuple[str, str, str], ...]
    follow_ups: tuple[tuple[str, str, str, str], ...]
    checked: tuple[str, ...]
    comments: tuple[str, ...]
