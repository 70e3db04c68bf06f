"""Raters in bulk: what is missing or does not hold, and the round trip of a table."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest
from karsa.audit.services import record
from karsa.kit import downloads
from karsa.kit.pages import page, slice_of
from karsa.kit.refusals import sentence
from karsa.org.forms.imports import ImportForm
from karsa.org.queries.rater_gaps import Gaps, broken, gaps, turning, without_rater
from karsa.org.queries.rater_table import HEADER, rater_table
from karsa.org.services import imports
from karsa.org.views.acting import keeper
from karsa.rules.refused import Refused

_POST = ("employee", "position", "unit")
_LINE = ("rater", "assignment__employee", "assignment__position", "assignment__unit")


@keeper
@require_GET
def raters(request: StaffRequest) -> HttpResponse:
    """What a keeper has to put right, one list at a time (`?daftar=`)."""
    agency, day = request.agency, request.actor.today
    counts = gaps(agency, day)
    chosen = request.GET.get("daftar") or _first(counts)
    if chosen == "tanpa":
        posts = without_rater(agency, day).select_related(*_POST)
        shown = slice_of(posts, request, "unit__path", "pk")
        lines = None
    else:
        which = turning if chosen == "berputar" else broken
        found = which(agency, day).select_related(*_LINE)
        lines = slice_of(found, request, "assignment__unit__path", "pk")
        shown = None
    return page(
        request,
        "org/raters.html",
        counts=counts,
        chosen=chosen,
        headline=_headline(counts),
        filters=_filters(counts, chosen),
        posts=shown,
        lines=lines,
    )


def _first(counts: Gaps) -> str:
    """Open with the list that has something in it."""
    if counts.without or not counts.total:
        return "tanpa"
    return "berputar" if counts.turning else "tidak-sah"


def _headline(counts: Gaps) -> str:
    if counts.without:
        text = ngettext(
            "%(n)s penempatan belum punya penilai",
            "%(n)s penempatan belum punya penilai",
            counts.without,
        )
        return text % {"n": counts.without}
    if counts.total:
        text = ngettext(
            "%(n)s penilai perlu dibetulkan", "%(n)s penilai perlu dibetulkan", counts.total
        )
        return text % {"n": counts.total}
    return _("Semua orang punya penilai yang sah")


def _filters(counts: Gaps, chosen: str) -> list[dict[str, object]]:
    listed = (
        ("tanpa", _("Tanpa penilai"), counts.without),
        ("berputar", _("Berputar"), counts.turning),
        ("tidak-sah", _("Tidak sah"), counts.broken),
    )
    return [
        {"label": label, "url": f"?daftar={key}", "current": key == chosen, "count": count}
        for key, label, count in listed
    ]


@keeper
@require_GET
def table(request: StaffRequest, form: str) -> HttpResponse:
    """The table of raters as a file; that it was taken away is recorded."""
    rows = rater_table(request.agency, request.actor.today)
    record(request.actor, "org.raters_taken", request.agency)
    return downloads.table("penilai", form, HEADER, rows)


@keeper
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """Bring the table back: it is checked first, and kept only after a look at each row."""
    bound = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if bound else ImportForm()
    if bound and form.is_valid():
        try:
            batch = imports.check(
                actor=request.actor, kind="raters", upload=form.cleaned_data["file"]
            )
            return redirect("org:import", batch.pk)
        except Refused as refusal:
            form.add_error("file", sentence(refusal))
    return page(request, "org/raters_file.html", form=form)
