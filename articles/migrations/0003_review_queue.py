"""Marks articles that an editor should look at, and lets an import's progress be counted from an index."""

from django.db import migrations, models


def mark_doubtful(apps, schema_editor):
    apps.get_model("articles", "Article").objects.exclude(doubts=[]).update(needs_review=True)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0002_reviews"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="needs_review",
            field=models.BooleanField(
                db_index=True, default=False, help_text="Whether there is a doubt that no editor has settled."
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="to_recognise",
            field=models.BooleanField(
                db_index=True,
                default=False,
                help_text="Its text was put right: the worker looks for entities again.",
            ),
        ),
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(fields=["batch", "state", "outcome"], name="item_progress"),
        ),
        migrations.RunPython(mark_doubtful, migrations.RunPython.noop),
    ]
