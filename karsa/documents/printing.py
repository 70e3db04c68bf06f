"""A form that is printed and not issued: on the agency's paper, under its mark."""

from karsa.documents.signing import paper_of
from karsa.documents.standing import mark_of
from karsa.documents.typeset import Form, pdf
from karsa.tenancy.models import Agency


def printed(agency: Agency, form: Form, asked: str = "") -> bytes:
    """Return the PDF; `asked` is the paper a person asked for, else the agency's.

    One query a minute.
    """
    return pdf(form, paper=paper_of(agency, asked), watermark=mark_of(agency))
