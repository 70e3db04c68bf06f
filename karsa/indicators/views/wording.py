from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.queries import wording as tree
from karsa.kit.pages import page
from karsa.kit.wording import WordingForm, said
from karsa.rules.wording import Nature, Remark, review


@dataclass(frozen=True, slots=True)
class _Part:
    """A place where a statement is written: its field, and what to compare it with."""

    field: str
    is_indicator: bool
    known: Callable[[Actor], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark as the screen shows it."""

    text: str
    options: tuple[str, ...]


_PARTS = {
    "indikator": _Part("name", True, tree.indicator_names),
    "simpul": _Part("text", False, tree.node_texts),
    "hasil": _Part("text", False, lambda actor: ()),
    "ukuran": _Part("text", True, lambda actor: ()),
}
_LONGEST = 1000
_NAMES: dict[Nature, Promise] = {
    Nature.RESULT: _("Hasil"),
    Nature.ACTIVITY: _("Aktivitas"),
    Nature.CATEGORY: _("Kategori"),
}


@require_POST
@staff()
def wording(request: StaffRequest, part: str) -> HttpResponse:
    """What a statement being written is, and what would make it clearer. Nothing is stored."""
    of = _PARTS.get(part)
    if of is None:
        raise Http404
    statement = request.POST.get(of.field, "").strip()[:_LONGEST]
    others = [one for one in of.known(request.actor) if one != request.POST.get("semula")]
    found = review(statement, WordingForm(request.POST).context(of.is_indicator, others))
    return page(
        request,
        "indicators/wording.html",
        "remarks",
        statement=statement,
        is_result=found.nature is Nature.RESULT,
        name=_NAMES[found.nature],
        why=_note(found.why),
        notes=[_note(remark) for remark in found.remarks],
        field=f"id_{of.field}" if request.headers.get("HX-Request") else "",
    )


def _note(remark: Remark) -> Note:
    return Note(said(remark), remark.options)
