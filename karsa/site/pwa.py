"""The app on a phone: what makes it installable, and the worker that answers without signal."""

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from karsa.development.queries import lessons
from karsa.site.context import brand_of
from karsa.tenancy.models import Agency

# Everything a kept page loads, by its hash: the version of the app is the version of these.
_SHELL = (
    "karsa/karsa.css",
    "karsa/karsa.js",
    "karsa/theme.js",
    "karsa/dexie.js",
    "karsa/phone.js",
    "karsa/staff.js",
    "karsa/inter.woff2",
    "karsa/icons.svg",
    "karsa/favicon.svg",
    "karsa/woven.svg",
    "django_htmx/htmx-2.min.js",
)
# What a person needs in the field, kept as it was last seen.
_PAGES = (
    "insights:today",
    "journal:mine",
    "journal:new",
    "journal:device",
    "plans:mine",
    "development:lessons",
)
_ICONS = (
    ("app-192", "192x192", "any"),
    ("app-512", "512x512", "any"),
    ("app-maskable", "512x512", "maskable"),
)


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it names its parts by their hashes, so a new build is a new worker."""
    agency: Agency = request.agency  # type: ignore[attr-defined]
    shell = [*map(static, _SHELL), brand_of(agency)]
    parts = [static("karsa/dexie.js"), static("karsa/worker.js")]
    version = sha256(json.dumps([*shell, *parts]).encode()).hexdigest()[:12]
    said = {
        "version": version,
        "shell": shell,
        "offline": reverse("offline"),
        "home": reverse("insights:today"),
        "pages": [*map(reverse, _PAGES), *(_lesson(one.slug) for one in lessons())],
    }
    script = f"self.KARSA={json.dumps(said)};importScripts(...{json.dumps(parts)});"
    return HttpResponse(script, content_type="text/javascript")


def _lesson(slug: str) -> str:
    return reverse("development:lesson", args=[slug])


@require_GET
@cache_control(public=True, max_age=24 * 3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the app beside its others."""
    agency: Agency = request.agency  # type: ignore[attr-defined]
    icons = [
        {"src": static(f"karsa/{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in _ICONS
    ]
    said = {
        "id": "/kerja/",
        "name": _("Karsa %(agency)s") % {"agency": agency.name},
        "short_name": "Karsa",
        "lang": "id",
        "start_url": "/kerja/",
        "scope": "/kerja/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1f2855",
        "icons": icons,
    }
    return JsonResponse(said, content_type="application/manifest+json")


@require_GET
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """What stands where a page is not kept, or is locked: nobody's page, with the PIN's form."""
    return render(request, "offline.html")
