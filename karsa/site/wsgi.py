"""The WSGI entry: everything but the live stream."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
application = get_wsgi_application()
# What is loaded by now stays: the collector need not walk it again with every few requests.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
