from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "karsa.site"
    label = "site"
