"""What the views of growth share: the way between its pages, and how a row is found."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development import policies
from karsa.development.models import Course, DevelopmentItem, Registration, TrainingSession
from karsa.development.queries.growing import growing
from karsa.development.queries.sessions import for_list
from karsa.kit.pages import page
from karsa.org.models import Employee

keeper = staff(Role.PERFORMANCE_MANAGER)
Tab = dict[str, Any]


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The pages of growth that the actor has, the one at hand marked. No query."""
    own, rates = actor.has(Role.EMPLOYEE), actor.has(Role.RATER)
    keeps = actor.has(Role.PERFORMANCE_MANAGER)
    places = (
        ("home", _("Pengembangan"), True),
        ("mine", _("Kompetensi dan rencana"), own),
        ("team", _("Orang yang saya pimpin"), rates or keeps),
        ("calendar", _("Kalender"), True),
        ("catalogue", _("Katalog"), True),
        ("year", _("Rencana tahunan"), True),
        ("profiles", _("Profil jabatan"), keeps),
    )
    return [
        {"label": label, "url": reverse(f"development:{name}"), "current": name == current}
        for name, label, shown in places
        if shown
    ]


def show(request: StaffRequest, template: str, current: str, **context: Any) -> HttpResponse:
    """A page of growth with the way to the others."""
    way = tabs(request.actor, current)
    return page(request, f"development/{template}.html", tabs=way, **context)


def year_asked(request: StaffRequest) -> int:
    """The year in the address, or this one."""
    asked = request.GET.get("tahun", "")
    this = request.actor.today.year
    return int(asked) if asked.isdigit() and abs(int(asked) - this) <= 5 else this


def find_person(request: StaffRequest, pk: int) -> Employee:
    """Somebody whose growth the reader may see, or 404."""
    return get_object_or_404(growing(request.actor), pk=pk)


def find_led(request: StaffRequest, pk: int) -> Employee:
    """Oneself, or somebody one leads: 404 unseen, 403 for another's."""
    found = find_person(request, pk)
    if not policies.can_plan(request.actor, pk):
        raise PermissionDenied
    return found


def find_item(request: StaffRequest, pk: int) -> DevelopmentItem:
    """A line of such a plan, or 404."""
    rows = DevelopmentItem.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("employee"), pk=pk)


def find_course(request: StaffRequest, pk: int) -> Course:
    """A course of the catalogue, or 404."""
    return get_object_or_404(Course.objects.visible_to(request.actor), pk=pk)


def find_session(request: StaffRequest, pk: int) -> TrainingSession:
    """A session with its course and seats, or 404."""
    rows = TrainingSession.objects.visible_to(request.actor)
    return get_object_or_404(for_list(rows), pk=pk)


def find_registration(request: StaffRequest, pk: int) -> Registration:
    """A registration the reader may see, or 404."""
    rows = Registration.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("session__course", "paper", "employee"), pk=pk)
