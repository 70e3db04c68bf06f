"""The rows the access table speaks of: each makes one thing of Rina's and returns its key."""

from karsa.documents.models import IssuedDocument
from karsa.org.tests import make


def issued_code(people: make.People) -> str:
    """A document that left the house: anyone who holds its code may check it."""
    agency = people.rina.agency
    facts = {"number": "800/1", "kind": "plan", "day": make.TODAY, "issued_at": make.NOW}
    return IssuedDocument.objects.create(agency=agency, code="7KQ2M9XW4T3H", **facts).code
