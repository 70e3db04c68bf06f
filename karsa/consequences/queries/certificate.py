"""The certificate of a reward, and the letters of a process, as papers print them."""

from karsa.consequences.models import Reward
from karsa.documents.language import in_indonesian
from karsa.documents.shapes import CertificateForm, Signature
from karsa.kit import formats
from karsa.org.models import Assignment


@in_indonesian
def certificate_of(row: Reward) -> CertificateForm:
    """Return the certificate with who decided it. One query."""
    posts = Assignment.objects.on(row.decided_on).filter(employee=row.decided_by)
    post = posts.select_related("position").order_by("starts", "pk").first()
    return CertificateForm(
        agency=row.agency.name,
        award=row.award.name,
        year=str(row.year),
        name=row.name,
        place=row.place.name if row.place else "",
        reason=row.reason,
        basis=row.rule.legal_basis,
        signature=Signature(
            role=post.position.name if post else "",
            name=row.decided_by.full_name,
            place_date=formats.day(row.decided_on),
        ),
    )
