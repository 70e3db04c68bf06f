from importlib import import_module

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "karsa.feedback"

    def ready(self) -> None:
        """Stand on the board of entries; models can be imported only now."""
        import_module("karsa.feedback.on_board")
