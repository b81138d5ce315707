from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.entities.linking.name_similarity import surname_sound

AT_ONCE = 500


def give_names_their_sound(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Alias = apps.get_model("articles", "Alias")
    waiting = []
    for alias in Alias.objects.only("pk", "surface").iterator(chunk_size=AT_ONCE):
        alias.sound = surname_sound(alias.surface)
        waiting.append(alias)
    Alias.objects.bulk_update(waiting, ["sound"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_prints_keep_sentences")]

    operations = [
        migrations.AddField(
            model_name="alias",
            name="sound",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=40),
        ),
        migrations.AlterField(
            model_name="entity",
            name="name",
            field=models.CharField(db_index=True, max_length=200),
        ),
        migrations.RunPython(give_names_their_sound, migrations.RunPython.noop),
    ]
