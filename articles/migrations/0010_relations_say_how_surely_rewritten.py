from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_former_stories")]

    operations = [
        migrations.AddField(
            model_name="relation",
            name="rewritten",
            field=models.FloatField(
                blank=True,
                help_text="How surely one text was made from the other, 0..1; empty where an older version compared them.",
                null=True,
            ),
        ),
    ]
