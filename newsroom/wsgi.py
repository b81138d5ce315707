"""The WSGI door, for the web processes of `manage.py serve` or any other server."""

import os
from importlib import import_module

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup(set_prefix=False)
# Before the application reads the collected files; where they cannot be made, plain names are served.
import_module("articles.ingest.condition.static_files").collect_if_needed()
application = get_wsgi_application()
