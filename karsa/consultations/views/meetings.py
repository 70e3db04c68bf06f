from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.consultations import policies, services
from karsa.consultations.forms import HallForm, MinutesForm
from karsa.consultations.models import Consultation, Meeting
from karsa.consultations.queries.paper import minutes_form
from karsa.consultations.views.base import find_kept
from karsa.consultations.views.base import paper as as_paper
from karsa.documents.standing import mark_of
from karsa.files.kinds import Kind
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.files.services import take
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page


@require_GET
@staff()
def meeting(request: StaffRequest, pk: int) -> HttpResponse:
    """The minutes of a meeting; who was there is read by its keepers alone."""
    row = _find(request, pk)
    return page(
        request,
        "consultations/meeting.html",
        row=row,
        people=list(row.participants.all()),
        proposals=list(row.contributions.order_by("-hands", "pk")),
        changes=row.consultation.state == Consultation.State.OPEN,
        headline=_("Musyawarah di %(place)s") % {"place": row.place},
    )


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Minutes of a meeting that was held."""
    found = find_kept(request, pk)
    form = MinutesForm(request.POST or None, request.FILES or None)
    return _edit(request, form, found, None)


@require_http_methods(METHODS)
@staff()
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the minutes anew."""
    row = _find(request, pk)
    known = {name: getattr(row, name) for name in ("day", "place", "led_by")}
    known |= {"points": row.points, "agreements": row.agreements}
    people = row.participants.values_list("name", "capacity")
    known["people"] = "\n".join(", ".join(filter(None, pair)) for pair in people)
    form = MinutesForm(request.POST or None, request.FILES or None, initial=known)
    return _edit(request, form, row.consultation, row)


@require_http_methods(METHODS)
@staff()
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """What somebody proposed in the hall, and how many raised their hand for it."""
    row = _find(request, pk)
    form = HallForm(request.POST or None, found=row.consultation)

    def act() -> None:
        services.propose(
            actor=request.actor,
            meeting=row,
            said=form.said(),
            hands=form.cleaned_data["hands"],
        )

    return edit(
        request,
        form,
        act,
        ("consultations:meeting", pk),
        said=_("Usul dari pertemuan tercatat dan terbaca bersama usul lainnya."),
        title=_("Usul dari pertemuan"),
        note=_("%(place)s: tulis usulnya tanpa nama orang.") % {"place": row.place},
        submit=_("Catat usul"),
    )


@require_GET
@staff()
def photo(request: StaffRequest, pk: int) -> FileResponse:
    """The photo; it shows people, so it is not public."""
    row = _find(request, pk)
    if row.photo is None:
        raise Http404
    return send(row.photo, inline=True)


@require_GET
@staff()
def minutes(request: StaffRequest, pk: int) -> HttpResponse:
    """The minutes as berita acara, with places to sign."""
    return as_paper(minutes_form(_find(request, pk)), f"berita-acara-{pk}", mark_of(request.agency))


def _edit(
    request: StaffRequest, form: MinutesForm, found: Consultation, row: Meeting | None
) -> HttpResponse:
    def act() -> None:
        services.write_minutes(
            actor=request.actor,
            consultation=found,
            minutes=form.minutes(),
            photo=_photo(request, form),
            meeting=row,
        )

    return edit(
        request,
        form,
        act,
        ("consultations:consultation", found.pk),
        title=_("Notulen musyawarah"),
        note=found.title,
        submit=_("Simpan notulen"),
        upload=True,
    )


def _photo(request: StaffRequest, form: MinutesForm) -> StoredFile | None:
    upload = form.cleaned_data["photo"]
    if not upload:
        return None
    purpose = "consultations.meeting"
    return take(request.actor, upload, purpose=purpose, allow=frozenset({Kind.IMAGE}))


def _find(request: StaffRequest, pk: int) -> Meeting:
    """A meeting with names in it: 404 unseen, 403 for whoever does not keep it."""
    seen = Consultation.objects.visible_to(request.actor).values("pk")
    rows = Meeting.objects.select_related("consultation__unit", "consultation__agency", "photo")
    row = get_object_or_404(rows, pk=pk, consultation__in=seen)
    if not policies.can_keep(request.actor, row.consultation.unit):
        raise PermissionDenied
    return row
