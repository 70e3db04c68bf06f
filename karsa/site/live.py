"""The ASGI entry of the live stream alone; pages are WSGI."""

import os

from karsa.kit.live.app import LiveApp

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
application = LiveApp()
