from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.forms.voice import VoiceForm, known
from karsa.indicators.models import VoiceSource
from karsa.indicators.services.voices import choose_voice
from karsa.indicators.views.finding import kept
from karsa.kit.editing import METHODS, edit
from karsa.org.models import Service


@require_http_methods(METHODS)
@staff()
def voice(request: StaffRequest, pk: int) -> HttpResponse:
    """Measure an indicator by what citizens say of a service of its unit."""
    found, actor = kept(request, pk), request.actor
    row = VoiceSource.objects.filter(indicator=found).first()
    services = Service.objects.filter(unit__path__startswith=found.unit.path, is_open=True)
    form = VoiceForm(
        request.POST or None,
        initial=known(row),
        rows={"service": services.order_by("name")},
    )
    return edit(
        request,
        form,
        lambda: choose_voice(actor=actor, indicator=found, **form.chosen()),
        ("indicators:indicator", pk),
        title=_("Ukur dari suara warga"),
        note=found.name,
        submit=_("Simpan sumber"),
    )
