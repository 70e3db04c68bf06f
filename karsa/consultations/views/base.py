"""What the views of this package share: find a row, send paper."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from karsa.accounts.requests import StaffRequest
from karsa.consultations import policies
from karsa.consultations.models import Consultation, Contribution
from karsa.documents.typeset import Form as Printed
from karsa.documents.typeset import pdf
from karsa.kit import downloads


def find(request: StaffRequest, pk: int) -> Consultation:
    """The consultation with its unit, or 404."""
    rows = Consultation.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("unit", "indicator", "service", "adopted", "agency"), pk=pk
    )


def find_kept(request: StaffRequest, pk: int) -> Consultation:
    """One that the reader keeps: 404 unseen, 403 for another's."""
    found = find(request, pk)
    if not policies.can_keep(request.actor, found.unit):
        raise PermissionDenied
    return found


def find_contribution(request: StaffRequest, pk: int) -> Contribution:
    """A contribution with its consultation, or 404."""
    rows = Contribution.objects.visible_to(request.actor).select_related("consultation__unit")
    return get_object_or_404(rows, pk=pk)


def public_url(request: StaffRequest, consultation: Consultation) -> str:
    """Where citizens take part: what a QR says."""
    return request.build_absolute_uri(reverse("portal:consultation", args=[consultation.pk]))


def paper(form: Printed, name: str, watermark: str = "") -> HttpResponse:
    """The form as a PDF that opens in the browser; its name holds nobody's name."""
    return downloads.paper(name, pdf(form, watermark=watermark))
