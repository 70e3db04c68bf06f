from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "karsa.jobs"

    def ready(self) -> None:
        """Let every package register its work, and hear from the queue what has failed."""
        autodiscover_modules("tasks", "recovery")
