from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "karsa.tenancy"
