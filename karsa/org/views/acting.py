"""The shape of every small act of a keeper: a form that keeps what is typed, then back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.org.forms.pick import PickForm
from karsa.org.models import RaterLine
from karsa.rules.refused import Refused

F = TypeVar("F", bound=forms.Form)
P = TypeVar("P", bound=PickForm)
Cleaned = dict[str, Any]

keeper = staff(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Act:
    """What a form's page says: the title, what will happen, the button, and the way back.

    `rated` are the lines of the people whose rater leaves by this act.
    """

    title: str
    label: str | Promise
    back: str
    note: str = ""
    rated: Sequence[RaterLine] = ()

    @property
    def rated_people(self) -> int:
        """How many people lose their rater by this act."""
        return len({line.assignment.employee_id for line in self.rated})


def read(request: StaffRequest, form: type[F], **known: Any) -> F:
    """Return the form: bound when sent; while only searching, filled but not yet judged."""
    initial = known.pop("initial", {})
    if request.method == "POST" and "cari" not in request.POST:
        return form(request.POST, initial=initial, **known)
    return form(initial=initial | request.POST.dict(), **known)


def read_pick(request: StaffRequest, form: type[P], **known: Any) -> P:
    """Return a form with searches, as `read` does."""
    return read(request, form, agency=request.agency, day=request.actor.today, **known)


def perform(
    request: StaffRequest, form: forms.Form, act: Act, do: Callable[[Cleaned], str]
) -> HttpResponse:
    """Do it and go back with its message; else show the form, with what a rule said (409)."""
    status = 200
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, do(form.cleaned_data))
            return redirect(act.back)
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
            status = 409
    response = page(request, "org/act.html", form=form, act=act)
    response.status_code = status
    return response
