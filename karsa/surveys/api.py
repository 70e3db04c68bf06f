"""`POST /api/v1/survey-links`: a service's system asks for one-time links after it has served."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from ninja.security import HttpBearer

from karsa.kit import clock
from karsa.kit.limits import allows
from karsa.kit.listing import answered
from karsa.kit.prepared import HIGHEST_KEY
from karsa.kit.problems import Problem, problem
from karsa.kit.refusals import sentence
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.surveys.models import LinkKey
from karsa.surveys.services.links import LONGEST, MOST, give_links, key_of

router = Router(tags=["Survei kepuasan"])
ASKED, MINUTE = 120, 60  # requests a minute of one key


class Wanted(Schema):
    """How many links, for which service point (none: wherever), and for how many days."""

    count: int = Field(1, ge=1, le=MOST)
    point: int | None = Field(None, ge=1, le=HIGHEST_KEY, description="Nomor titik layanan.")
    days: int = Field(14, ge=1, le=LONGEST)


class Given(Schema):
    """Links to hand to one person each. They cannot be asked for again."""

    links: list[str]


class LinkToken(HttpBearer):
    """The token of a service's system. It opens this door and no other."""

    def authenticate(self, request: HttpRequest, token: str) -> LinkKey | None:
        """Return the key of a running token. One query."""
        return key_of(request.agency, token)  # type: ignore[attr-defined]


@router.post(
    "/survey-links",
    auth=LinkToken(),
    response={200: Given, 400: Problem, 401: Problem, 409: Problem, 429: Problem},
    summary="Minta tautan survei sekali pakai",
    url_name="survey_links",
    openapi_extra=answered({"links": ["https://kinerja.contoh.go.id/survei/k7/q9x2m4"]}),
)
def survey_links(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """Give links of the service's open survey: one answer each, until their last day."""
    key: LinkKey = request.auth  # type: ignore[attr-defined]
    now = clock.now()
    if not allows(f"survey-links:{key.pk}", ASKED, MINUTE, now):
        detail = _("Terlalu sering. Minta beberapa tautan sekaligus dan coba semenit lagi.")
        return problem(429, detail, retry_after=str(MINUTE))
    today = local_day(now, key.agency.zone)
    try:
        given = give_links(
            key=key, count=wanted.count, point_id=wanted.point, today=today, days=wanted.days
        )
    except Refused as why:
        return problem(409, sentence(why))
    paths = (reverse("portal:survey_link", args=[place.code, token]) for place, token in given)
    return JsonResponse({"links": [request.build_absolute_uri(path) for path in paths]})
