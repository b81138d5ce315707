"""What a source merely does not state leaves the doubts; what stays gets the weight by which the queue is ordered."""

from django.db import migrations

ABSENT = (
    "The source prints no headline; this one was made from the first sentence.",
    "The source names no outlet.",
    "The source states no date of publication.",
    "Only the month is stated.",
    "Only the year is stated.",
)
WORST = ("The date of publication lies in the future.", "More was removed than was kept.")
ROWS_AT_ONCE = 500


def forwards(apps, schema_editor):
    article_model = apps.get_model("articles", "Article")
    changed = []
    for article in article_model.objects.filter(needs_review=True).only("doubts").iterator(ROWS_AT_ONCE):
        article.doubts = [
            {**doubt, "weight": _weight(doubt["reason"])}
            for doubt in article.doubts
            if doubt["reason"] not in ABSENT
        ]
        article.needs_review = bool(article.doubts)
        changed.append(article)
        if len(changed) == ROWS_AT_ONCE:
            article_model.objects.bulk_update(changed, ["doubts", "needs_review"])
            changed = []
    article_model.objects.bulk_update(changed, ["doubts", "needs_review"])


def _weight(reason):
    if reason in WORST:
        return 3
    return 1 if reason.startswith("The report has only ") else 2


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_no_name")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
