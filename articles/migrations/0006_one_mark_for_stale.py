"""An article whose mentions are out of date is marked by `stale_since` alone."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0005_stories_and_quotes"),
    ]

    operations = [
        migrations.RemoveField(model_name="article", name="to_recognise"),
    ]
