from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "karsa.jobs"

    def ready(self) -> None:
        """Let every package register its work, and hear from the queue what has failed."""
        from django_tasks.signals import task_finished

        from karsa.jobs.recovery import tell_failed

        autodiscover_modules("tasks")
        task_finished.connect(tell_failed, dispatch_uid="karsa.jobs.tell_failed")
