from typing import Any

from django.apps import AppConfig
from django.db.models import IntegerField
from django.db.models.lookups import In

_HIGHEST = 2**63 - 1  # what the widest column holds


class KitConfig(AppConfig):
    name = "karsa.kit"


@IntegerField.register_lookup
class _InRange(In):
    """A number that no column holds is in none: SQLite's driver stumbles over it."""

    def get_prep_lookup(self) -> Any:
        found = super().get_prep_lookup()
        if not isinstance(found, list):
            return found
        return [one for one in found if not isinstance(one, int) or abs(one) <= _HIGHEST]
