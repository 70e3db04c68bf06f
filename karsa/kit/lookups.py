"""What Django asks a database, where it would stumble over what people send."""

from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In

from karsa.kit.prepared import HIGHEST_KEY


@IntegerField.register_lookup
class InRange(In):
    """A number that no column holds is in none: SQLite's driver would fail on it."""

    def get_prep_lookup(self) -> Any:
        found = super().get_prep_lookup()
        if not isinstance(found, list):
            return found
        return [one for one in found if not isinstance(one, int) or abs(one) <= HIGHEST_KEY]
