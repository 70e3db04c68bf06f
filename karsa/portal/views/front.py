from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The region's front door: what this is, checking a document, and the way in for staff."""
    return render(request, "portal/home.html")
