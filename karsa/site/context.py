"""What every page's frame needs: the agency, the person and their navigation."""

from typing import Any

from django.http import HttpRequest

from karsa.site.navigation import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of the page; public pages get the agency alone."""
    agency = getattr(request, "agency", None)
    user = getattr(request, "user", None)
    if agency is None or user is None or not user.is_authenticated:
        return {"agency": agency}
    actor = request.actor  # type: ignore[attr-defined]
    return {
        "agency": agency,
        "actor": actor,
        "person": actor,
        "nav": navigation(actor, request.path),
    }
