from importlib import import_module

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "karsa.site"
    label = "site"

    def ready(self) -> None:
        """Let the checks of unsafe settings register."""
        import_module("karsa.site.observing.safety")
