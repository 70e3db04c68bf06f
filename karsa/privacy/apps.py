from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "karsa.privacy"

    def ready(self) -> None:
        """Let every package declare what it keeps about people."""
        autodiscover_modules("personal")
