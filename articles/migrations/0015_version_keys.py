from django.db import migrations, models

from articles.ingest.version_keys import version_key

ROWS_AT_ONCE = 500


def fill(apps, schema_editor):
    Article = apps.get_model("articles", "Article")
    rows = Article.objects.select_related("agency", "outlet").only("url", "details", "agency__name", "outlet__name")
    batch = []
    for article in rows.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE):
        house = article.agency or article.outlet
        article.version_key = version_key(house.name if house else "", article.url, article.details)
        if article.version_key:
            batch.append(article)
        if len(batch) == ROWS_AT_ONCE:
            Article.objects.bulk_update(batch, ["version_key"])
            batch = []
    Article.objects.bulk_update(batch, ["version_key"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_chosen_encoding")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="version_key",
            field=models.CharField(
                blank=True,
                db_index=True,
                help_text="What all versions of a report share: its story number at an agency, or its address.",
                max_length=200,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
