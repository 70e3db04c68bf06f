from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.development.middleware import KEY, practising
from karsa.development.queries.practice import seat_named, seat_of, seats
from karsa.development.services import practice
from karsa.kit.pages import page


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """What practising is; or, for who practises, what there is to try. No query of its own."""
    found = practising(request)
    mine = found.seat if found else seat_of(request.actor)
    return page(request, "development/practice.html", mine=mine, seats=seats())


@require_POST
@staff()
def take_seat(request: StaffRequest) -> HttpResponse:
    """Sit down as one of the made-up people; the first time their world is made."""
    try:
        seat = seat_named(request.POST.get("as") or seat_of(request.actor).who)
    except KeyError:
        raise Http404 from None
    if practising(request) is None:
        practice.begin(actor=request.actor)
    request.session[KEY] = seat.who
    rotate_token(request)  # a form still open from real work is no longer taken
    return redirect("development:practice")


@require_POST
@staff()
def start_over(request: StaffRequest) -> HttpResponse:
    """Lay the made-up world anew, for who is in it."""
    found = practising(request)
    if found is not None:
        practice.start_over(ground=found.ground, now=request.actor.now)
        messages.success(request, _("Latihan dimulai lagi dari awal."))
    return redirect("development:practice")


@require_POST
@staff()
def leave(request: StaffRequest) -> HttpResponse:
    """Back to real work, at once and always."""
    request.session.pop(KEY, None)
    rotate_token(request)  # a form still open from practice is no longer taken
    messages.success(request, _("Anda kembali ke data asli. Tidak ada yang berubah di sana."))
    return redirect("insights:home")
