"""Everything machines may ask for, under /api/v1: each room's own endpoints, described together."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

from karsa.accounts.api import router as accounts
from karsa.indicators.api import router as indicators
from karsa.insights.api import router as insights
from karsa.surveys.api import router as surveys

api = NinjaAPI(
    title="Karsa",
    version="1",
    urls_namespace="api",
    description=(
        "Ukuran kinerja dari sistem layanan, dan data terbuka. Data terbuka dibaca tanpa token. "
        "Token untuk mengirim didapat dari halaman Sumber data dan hanya berlaku di sini; ia "
        "tidak dapat dipakai untuk masuk."
    ),
)
api.add_router("", accounts)
api.add_router("", indicators)
api.add_router("", surveys)
api.add_router("", insights)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, why: Exception) -> HttpResponse:
    """A token that is missing, wrong or stopped looks the same to whoever tries."""
    detail = _(
        "Token tidak dikenal atau sudah dihentikan. Minta token baru di halaman Sumber data."
    )
    answer = api.create_response(request, {"detail": detail}, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer
