from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.consultations import policies
from karsa.consultations.models import Consultation
from karsa.consultations.queries import lists
from karsa.kit.pages import page, slice_of
from karsa.org.queries.moderation import queued

JOIN, ANSWER, ALL = "ikut", "jawab", "semua"


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """What one may take part in, what one has to answer, and all of them."""
    asked, actor = request.GET.get("lihat", JOIN), request.actor
    views = {JOIN: lists.to_join(actor), ANSWER: lists.to_answer(actor)}
    rows = views.get(asked, Consultation.objects.visible_to(actor))
    part = slice_of(lists.for_rows(rows), request, *lists.NEWEST)
    shown = [lists.row_of(found, actor.today) for found in part.rows]
    counts = {name: found.count() for name, found in views.items()}
    return page(
        request,
        "consultations/home.html",
        rows=shown,
        next_key=part.next_key,
        asked=asked,
        tabs=_tabs(asked, counts),
        headline=_headline(counts),
        late=sum(row.overdue for row in shown) if asked == ANSWER else 0,
        keeps=policies.can_invite(actor),
        can_open=lists.own_unit(actor),
    )


@require_GET
@staff()
def moderation(request: StaffRequest) -> HttpResponse:
    """What citizens wrote that nobody has looked at yet, or that should be looked at again."""
    rows = lists.to_moderate(request.actor).select_related("consultation__unit")
    part = slice_of(rows.prefetch_related("moderations", "reports"), request, "pk")
    may = {"can_hide": policies.can_hide, "can_show": policies.can_show}
    return page(
        request,
        "consultations/moderation.html",
        rows=queued(request.actor, part.rows, **may),
        next_key=part.next_key,
        headline=_("Pendapat yang menunggu dilihat"),
    )


def _tabs(asked: str, counts: dict[str, int]) -> list[dict[str, object]]:
    names = {JOIN: _("Bisa Anda ikuti"), ANSWER: _("Perlu jawaban Anda"), ALL: _("Semua")}
    return [
        {
            "label": label,
            "url": f"?lihat={name}",
            "current": name == asked,
            "count": counts.get(name),
        }
        for name, label in names.items()
    ]


def _headline(counts: dict[str, int]) -> str:
    if not counts[JOIN]:
        return _("Belum ada musyawarah yang bisa Anda ikuti")
    return _("%(n)s musyawarah terbuka untuk pendapat Anda") % {"n": counts[JOIN]}
