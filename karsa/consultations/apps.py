from importlib import import_module

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "karsa.consultations"

    def ready(self) -> None:
        """Stand on the indicator's page; models can be imported only now."""
        import_module("karsa.consultations.queries.of_indicator")
