from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.journal import services
from karsa.journal.forms import EntryForm, RepeatForm, blank, filled
from karsa.journal.models import DailyEntry, EntryEvidence
from karsa.journal.policies import can_change
from karsa.journal.queries import Choice, choices, row_of
from karsa.kit.pages import page
from karsa.kit.redirects import back
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@require_http_methods(["GET", "POST"])
@staff(Role.EMPLOYEE)
def new(request: StaffRequest) -> HttpResponse:
    """The form of a new entry, and what it sends: kept as typed when something will not do."""
    sent = request.method == "POST"
    form = _form(request, {} if sent else blank(request.actor, request.GET.get("untuk", "")))
    if sent and form.is_valid() and _stored(request, form):
        return back(request, "journal:mine")
    return page(request, "journal/form.html", form=form, tiles=_tiles(request, form))


@require_http_methods(["GET", "POST"])
@staff()
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """The form of one's draft or returned entry, and what it sends."""
    actor = request.actor
    entry = get_object_or_404(DailyEntry.objects.visible_to(actor).for_list(), pk=pk)
    if not can_change(actor, entry):
        raise PermissionDenied
    form = _form(request, filled(entry))
    if request.method == "POST" and form.is_valid() and _stored(request, form, entry):
        return back(request, "journal:entry", pk)
    tiles = _tiles(request, form)
    return page(request, "journal/form.html", form=form, tiles=tiles, entry=row_of(entry))


@require_POST
@staff()
def repeat(request: StaffRequest, pk: int) -> HttpResponse:
    """Report the same as in an earlier entry, today, with a number."""
    entry = get_object_or_404(DailyEntry.objects.visible_to(request.actor), pk=pk)
    form = RepeatForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Jumlahnya belum berupa angka. Tulis misalnya 12 atau 12,5."))
    made = services.repeat(
        actor=request.actor,
        entry=entry,
        day=request.actor.today,
        quantity=form.cleaned_data["quantity"],
    )
    if request.headers.get("HX-Request"):
        return render(request, "journal/parts/sent.html", {"row": row_of(made)})
    messages.success(request, gettext("Terkirim. Menunggu diperiksa atasan."))
    return back(request, "journal:mine")


@require_POST
@staff()
def drop_evidence(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a file off a draft or a returned entry."""
    visible = EntryEvidence.objects.visible_to(request.actor).select_related("entry")
    row = services.drop_evidence(actor=request.actor, evidence=get_object_or_404(visible, pk=pk))
    return back(request, "journal:change", row.pk)


def _form(request: StaffRequest, initial: dict[str, object]) -> EntryForm:
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return EntryForm(*given, actor=request.actor, initial=initial)


def _tiles(request: StaffRequest, form: EntryForm) -> list[Choice]:
    """The chosen tile first, so that it is never among those folded away."""
    chosen = form["about"].value()
    return sorted(choices(request.actor), key=lambda tile: tile.value != chosen)


def _stored(request: StaffRequest, form: EntryForm, entry: DailyEntry | None = None) -> bool:
    """Store what the form says; a refusal stands above the form, which keeps what was typed.

    A new entry that cannot be sent is kept as a draft without its files.
    """
    try:
        row = _store(request, form, entry)
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        if entry is None:
            _keep(request, form)
        return False
    is_draft = row.state != DailyEntry.State.SENT
    said = (
        gettext("Tersimpan, belum terkirim.")
        if is_draft
        else gettext("Terkirim. Menunggu diperiksa atasan.")
    )
    messages.success(request, said)
    return True


def _keep(request: StaffRequest, form: EntryForm) -> None:
    content = form.content()
    if content["quantity"] is None and not content["text"]:
        return
    with suppress(Refused):
        services.save_draft(
            actor=request.actor,
            assignment=content["result"].plan.assignment,
            key=form.cleaned_data["key"],
            **content,
        )
        form.add_error(None, gettext("Isinya sudah tersimpan sebagai draf."))


def _store(request: StaffRequest, form: EntryForm, entry: DailyEntry | None) -> DailyEntry:
    """One service call: new or changed, sent or kept."""
    content, files = form.content(), form.uploads()
    keeps = request.POST.get("do") == "draft"
    if entry is not None:
        write = services.change if keeps else services.resend
        return write(actor=request.actor, entry=entry, files=files, **content)
    write_new = services.save_draft if keeps else services.report
    return write_new(
        actor=request.actor,
        assignment=content["result"].plan.assignment,
        key=form.cleaned_data["key"],
        files=files,
        **content,
    )
