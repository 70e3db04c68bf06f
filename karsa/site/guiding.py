"""What guides a person on a page: its help, and the tour of the first visit. No query."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from karsa.accounts.requests import StaffRequest
from karsa.development.queries.helps import help_on
from karsa.development.queries.tours import Step, tour_of
from karsa.insights.views.first import first_screen

ASKED = "tur"


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step with its number, the address it points to, and whether it is the one shown."""

    number: int
    step: Step
    url: str
    is_shown: bool


def guides(request: StaffRequest) -> dict[str, Any]:
    """Return `page_help`, `tour` (on the first screen, until it is ended or when asked for)."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    first = first_screen(request.actor)
    shown = ASKED in request.GET or request.user.toured_on is None
    return {
        "page_help": help_on(page),
        "tour": _steps(request) if shown and page == first else (),
        "tour_url": f"{reverse(first)}?{ASKED}=1",
    }


def _steps(request: StaffRequest) -> tuple[TourStep, ...]:
    steps = tour_of(request.actor)
    asked = request.GET.get(ASKED, "1")
    shown = int(asked) if asked.isdecimal() and 1 <= int(asked) <= len(steps) else 1
    return tuple(
        TourStep(number, step, reverse(step.place) if step.place else "", number == shown)
        for number, step in enumerate(steps, 1)
    )
