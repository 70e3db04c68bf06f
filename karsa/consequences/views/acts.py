"""A process as data: which acts it knows, who may do each in which state, and one view for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest
from karsa.consequences.forms.process import ReplyForm
from karsa.consequences.models import DisciplineCase, Improvement
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.kit.editing import edit

R = TypeVar("R", Improvement, DisciplineCase)


@dataclass(frozen=True, slots=True)
class Act(Generic[R]):
    """One act: its form, what it does with what was typed, who may, and in which states."""

    title: Promise
    submit: Promise
    said: Promise
    form: Callable[[StaffRequest, R], Form]
    run: Callable[[StaffRequest, R, Mapping[str, Any]], Any]
    may: Callable[[Actor, R], bool]
    states: frozenset[str]
    note: Promise | str = ""
    icon: str = "pencil"
    # Whether it is worth offering; the service refuses anyway, with the reason.
    when: Callable[[Actor, R], bool] = lambda _actor, _row: True


Acts = Mapping[str, Act[R]]


def offered(acts: Acts[R], actor: Actor, row: R) -> list[tuple[str, Act[R]]]:
    """Return the acts that the actor may do with `row` now. No query of its own."""
    return [
        (slug, act)
        for slug, act in acts.items()
        if row.state in act.states and act.may(actor, row) and act.when(actor, row)
    ]


def perform(
    request: StaffRequest, acts: Acts[R], slug: str, row: R, back: tuple[Any, ...]
) -> HttpResponse:
    """Show the form of an act, or do it; 404 for an unknown act, 403 for whom it is not for."""
    act = acts.get(slug)
    if act is None:
        raise Http404
    if not act.may(request.actor, row):
        raise PermissionDenied
    form = act.form(request, row)
    return edit(
        request,
        form,
        lambda: act.run(request, row, form.cleaned_data),
        back,
        said=str(act.said),
        upload=form.is_multipart(),
        title=act.title,
        submit=act.submit,
        note=act.note,
    )


def reply(
    request: StaffRequest, about: str, answer: Callable[..., Any], back: tuple[Any, ...]
) -> HttpResponse:
    """Take the person's answer to a step, whose words stand above the form."""
    form = ReplyForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: answer(actor=request.actor, **form.cleaned_data),
        back,
        said=gettext("Tanggapan Anda tersimpan."),
        title=gettext("Hak jawab Anda"),
        submit=gettext("Simpan tanggapan"),
        note=about,
    )


def send_or_404(stored: StoredFile | None) -> HttpResponseBase:
    """Send a kept file; 404 where there is none."""
    if stored is None:
        raise Http404
    return send(stored, inline=True)
