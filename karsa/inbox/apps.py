from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "karsa.inbox"
