"""The slip with the tracking code: on paper, or as plain text."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.complaints.models import Case
from karsa.documents.language import in_indonesian
from karsa.documents.shapes import CodeSlip
from karsa.kit.formats import day

UNKNOWN = gettext_noop(
    "Kode ini belum kami kenali. Periksa lagi huruf dan angkanya; O dan I tidak pernah dipakai."
)


@in_indonesian
def slip(case: Case, code: str, url: str) -> CodeSlip:
    """Return the slip of a report with its agency. No query."""
    return CodeSlip(
        agency=case.agency.name,
        code=code,
        number=case.number,
        kind=str(Case.Kind(case.kind).label),
        received=day(case.received_on),
        due=day(case.due_on),
        url=url,
    )


def as_text(paper: CodeSlip) -> str:
    """The slip as lines of text, for a phone's notes."""
    return "\n".join(
        (
            paper.agency,
            _("Kode laporan: %(code)s") % {"code": paper.code},
            _("Nomor: %(number)s") % {"number": paper.number},
            _("Diterima %(received)s, dijawab paling lambat %(due)s")
            % {"received": paper.received, "due": paper.due},
            _("Lacak di %(url)s") % {"url": paper.url},
            _("Simpan kode ini. Tanpa kode, laporan tidak bisa dibuka oleh siapa pun selain kami."),
            "",
        )
    )
