"""A print keeps the sentences too, so that no text is read again; those kept before are made anew when they are needed."""

from django.db import migrations, models


def forget_prints(apps, schema_editor):
    apps.get_model("articles", "ArticlePrint").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0006_one_mark_for_stale"),
    ]

    operations = [
        migrations.RunPython(forget_prints, migrations.RunPython.noop),
        migrations.AddField(
            model_name="articleprint",
            name="detail",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
    ]
