"""Everything machines may ask for, under /api/v1: each room's own endpoints, described together."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from karsa.accounts.api import router as accounts
from karsa.api.described import described
from karsa.api.wrong import field_problems
from karsa.development.api import router as development
from karsa.evaluations.api import router as evaluations
from karsa.indicators.api import router as indicators
from karsa.insights.api import router as insights
from karsa.kit.problems import problem
from karsa.kit.refusals import sentence
from karsa.machines.door import stamped
from karsa.org.api import router as org
from karsa.plans.api import router as plans
from karsa.rules.refused import Refused
from karsa.surveys.api import router as surveys


class Api(NinjaAPI):
    """Our API, whose description also tells what may go wrong."""

    def get_openapi_schema(self, **asked: Any) -> dict[str, Any]:  # type: ignore[override]
        """Return the description with the errors of every operation."""
        return described(super().get_openapi_schema(**asked))


api = Api(
    title="Karsa",
    version="1",
    urls_namespace="api",
    description=(
        "Organisasi, SKP, predikat, capaian, dan pelatihan untuk sistem lain; kejadian terukur "
        "dari sistem layanan; dan data terbuka. Data terbuka dibaca tanpa token. Token diberikan "
        "administrator di halaman Sambungan (atau Sumber data untuk mengirim kejadian) dan hanya "
        "berlaku di sini; ia tidak dapat dipakai untuk masuk. Daftar dibaca halaman demi halaman: "
        "ikuti `next` atau kepala `Link` sampai habis. Kesalahan dijawab sebagai "
        "application/problem+json (RFC 9457)."
    ),
)
api.add_decorator(stamped, mode="view")
for router in (accounts, org, plans, evaluations, indicators, development, surveys, insights):
    api.add_router("", router)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, why: Exception) -> HttpResponse:
    """A token that is missing, wrong, over or stopped looks the same to whoever tries."""
    detail = _(
        "Token tidak dikenal, sudah habis masanya, atau sudah dihentikan. Minta token baru kepada "
        "administrator."
    )
    return problem(401, detail, www_authenticate="Bearer")


@api.exception_handler(Throttled)
def throttled(request: HttpRequest, why: Throttled) -> HttpResponse:
    """Too many in this minute: when the next one begins."""
    detail = _("Terlalu banyak permintaan dalam semenit. Tunggu sebentar, lalu lanjutkan.")
    return problem(429, detail, retry_after=str(why.wait or 1))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, why: ValidationError) -> HttpResponse:
    """Values that will not do, each with what would."""
    detail = _("Ada isian yang belum sesuai. Perbaiki yang disebut, lalu kirim lagi.")
    return problem(422, detail, field_problems(why.errors))


@api.exception_handler(HttpError)
def refused_request(request: HttpRequest, why: HttpError) -> HttpResponse:
    """Whatever else the door says; a body that is no JSON among it."""
    unreadable = _("Isi permintaan bukan JSON yang sah.")
    return problem(why.status_code, unreadable if why.status_code == 400 else why.message)


@api.exception_handler(Refused)
def refused(request: HttpRequest, why: Refused) -> HttpResponse:
    """What a rule does not let happen now."""
    return problem(409, sentence(why))


@api.exception_handler(Http404)
def missing(request: HttpRequest, why: Http404) -> HttpResponse:
    """Nothing by that name, or not for this agency."""
    return problem(404)
