"""Where addresses lead: the admin, and the reading room for everything else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
handler404 = "articles.views.status.not_found"
handler500 = "articles.views.status.server_error"
