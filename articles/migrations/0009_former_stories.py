import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_names_by_sound")]

    operations = [
        migrations.CreateModel(
            name="FormerStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "story",
                    models.PositiveBigIntegerField(
                        db_index=True, help_text="Its number; the row may be gone."
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_stories",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "former stories",
                "constraints": [
                    models.UniqueConstraint(fields=("article", "story"), name="former_story_once")
                ],
            },
        ),
    ]
