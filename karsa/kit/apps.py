from importlib import import_module

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "karsa.kit"

    def ready(self) -> None:
        """Teach Django's fields what is asked of them here."""
        import_module("karsa.kit.lookups")
