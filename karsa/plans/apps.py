from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "karsa.plans"

    def ready(self) -> None:
        """Stand on the indicator's page; models can be imported only now."""
        import_module("karsa.plans.queries.of_indicator")
