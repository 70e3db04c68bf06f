from importlib import import_module

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "karsa.monitoring"

    def ready(self) -> None:
        """Stand on the board of entries; models can be imported only now."""
        import_module("karsa.monitoring.on_board")
