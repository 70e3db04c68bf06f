from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.journal.forms import ExportForm
from karsa.journal.queries.bkn import HEADER, progress_rows, reported_between
from karsa.kit import downloads
from karsa.kit.pages import page


@require_GET
@staff()
def export(request: StaffRequest) -> HttpResponse:
    """One's own entries as BKN's daily progress: first the days, then the file."""
    month = {"first": request.actor.today.replace(day=1), "last": request.actor.today}
    form = ExportForm(request.GET) if request.GET else ExportForm(initial=month | {"kind": "xlsx"})
    if not form.is_valid():
        return page(request, "journal/export.html", form=form)
    days = form.cleaned_data
    entries = reported_between(request.actor, days["first"], days["last"])
    name = f"progres-harian-{days['first']}-{days['last']}"
    return downloads.table(
        name,
        days["kind"],
        HEADER,
        progress_rows(
            entries, lambda pk: request.build_absolute_uri(reverse("journal:evidence", args=[pk]))
        ),
    )
