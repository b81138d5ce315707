"""Fits the weights of `entities.linking.short_names` and prints how well it links, seen and unseen.

    python -m tests.benchmarks.fit_short_names

The truth needs no labels: where an article of the news sample names a person in full and by surname as well, the full
name is hidden, and the rest of the room must tell whom the surname means. Left out are articles that name in full only a
bearer of a name that nearly always means another ("Michelle Obama", then "Obama"): there the article itself is no proof.
Articles are divided by their site; the weights
are fitted on one half and measured on both, beside the plain rule that the most named bearer is meant. Names are those that
recognition reads in the sample, kept in the data folder once they are read (about five minutes).
"""

from __future__ import annotations

import hashlib
import json
import lzma
import math
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.linking.name_similarity import name_words
from articles.entities.linking.name_variants import bearers, is_short_name, words_of
from articles.entities.linking.short_names import Candidate, Features, ShortName, features_of, ranked
from articles.entities.people.gender import gender_before, gender_of_name
from articles.entities.people.name_context import given_name_before, office_beside
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.entity_reader import EntityReader, Part
from articles.entities.recognition.recogniser import SpacyRecogniser
from articles.reading.reader import read_record
from articles.reading.report import BadRecord
from tests.benchmarks.logistic import fitted
from tests.conftest import PROJECT, SHARED

CORPUS = SHARED / "corpora" / "news_sample.jsonl.xz"
KEPT = PROJECT / "var" / "bench" / "sample_names.pickle"
WEIGHTS = PROJECT / "articles" / "entities" / "data" / "short_names.json"
NAMES = ("bias", "share", "near", "company", "known", "is_near", "office")
PRECISION_LINKED, PRECISION_LIKELY = 0.99, 0.98
RIDGE = 1.0
DOMINANT = 0.6
ARTICLES_OF_COMPANY, COMPANY_MIN_SHARE = 60, 0.05
BESIDE = 40


@dataclass
class Named:
    """What an article of the sample names: people by full name, people by one word with the words before, all else."""

    number: int
    site: str
    month: str
    full: dict[str, Counter[str]] = field(default_factory=dict)
    short: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Example:
    """A short name with the features of the best candidate, whether that one is right, and whether the plain rule is."""

    site: str
    features: Features
    right: bool
    plain: bool


def main() -> None:
    """Fit on one half of the sites, print both halves, write the weights."""
    articles = named_articles()
    examples = list(examples_of(articles))
    seen = [one for one in examples if is_seen(one.site)]
    unseen = [one for one in examples if not is_seen(one.site)]
    weights = fit(seen)
    linked, likely = (cut(seen, weights, precision) for precision in (PRECISION_LINKED, PRECISION_LIKELY))
    for name, part in (("seen", seen), ("unseen", unseen)):
        print(name, table(part, weights, linked, likely))  # noqa: T201
    WEIGHTS.write_text(
        json.dumps(
            {
                "made_by": "python -m tests.benchmarks.fit_short_names",
                "made_from": f"news_sample.jsonl.xz ({len(seen)} short names of half of its sites)",
                "made_on": date.today().isoformat(),
                "weights": {name: round(float(value), 4) for name, value in zip(NAMES, weights, strict=True)},
                "linked_from": round(linked, 4),
                "likely_from": round(likely, 4),
            },
            indent=2,
        )
        + "\n"
    )


def named_articles() -> list[Named]:
    """What each article of the sample names, read once and kept."""
    if not KEPT.exists():
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_bytes(pickle.dumps(list(_read())))
    return pickle.loads(KEPT.read_bytes())


def _read() -> Iterator[Named]:
    gazetteer = Gazetteer.open(PROJECT / "var")
    reader = EntityReader(SpacyRecogniser(), KnowledgeBase.from_files(), gazetteer)
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = [(record, _body(record)) for record in records]
    readings = reader.read_many([Part(body)] for _, body in texts)
    for number, ((record, body), reading) in enumerate(zip(texts, readings, strict=True)):
        one = Named(number, record["domain"], (record["date"] or "")[:7])
        for mention in reading.mentions[0]:
            beside = (
                body[max(0, mention.start - BESIDE) : mention.start],
                body[mention.end : mention.end + BESIDE],
            )
            _note(one, mention.kind.value, mention.surface, mention.name, *beside)
        yield one


def _body(record: dict[str, str]) -> str:
    try:
        return read_record({"text": record["text"]}).body
    except BadRecord:
        return ""


def _note(one: Named, kind: str, surface: str, name: str, before: str, after: str) -> None:
    if kind != "person":
        one.others.add(f"{kind}:{name}")
        return
    if len(name_words(name)) > 1:
        offices = one.full.setdefault(name, Counter())
        if len(name_words(surface)) > 1 and (office := office_beside(before, after)):
            offices[office] += 1
    if is_short_name(surface):
        one.short.setdefault(surface, (name, before, after))


@dataclass
class Person:
    """A person of the sample with the articles that name him in full."""

    name: str
    numbers: set[int]
    months: Counter[str]


def people_of(articles: Sequence[Named]) -> dict[str, list[Person]]:
    """The people of the sample by surname and by given name."""
    named: dict[str, set[int]] = defaultdict(set)
    for article in articles:
        for name in article.full:
            named[name].add(article.number)
    by_surname: dict[str, dict[str, int]] = defaultdict(dict)
    for name, numbers in named.items():
        by_surname[words_of(name)[0]][name] = len(numbers)
    people: dict[str, Person] = {}
    for names in by_surname.values():
        for name, main in bearers(names).items():
            one = people.setdefault(main, Person(main, set(), Counter()))
            one.numbers |= named[name]
    found: dict[str, list[Person]] = defaultdict(list)
    for one in people.values():
        one.months = Counter(articles[number].month for number in one.numbers)
        for word in words_of(one.name):
            found[word].append(one)
    return found


def examples_of(articles: Sequence[Named]) -> Iterator[Example]:
    """Each surname that stands beside its full name, as if the full name were not there."""
    groups = people_of(articles)
    everywhere: Counter[str] = Counter(
        other for article in articles for other in article.others | set(article.full)
    )
    for article in articles:
        for surface, (name, before, after) in article.short.items():
            word = words_of(surface)[0]
            if len(name_words(name)) < 2 or word not in words_of(name):
                continue
            truth = next(
                (one for one in groups[word] if article.number in one.numbers and _bears(one, name)), None
            )
            if truth is None or _is_doubtful(truth, groups[word]):
                continue
            yield from _example(
                articles, article, ShortNameIn(surface, before, after), groups[word], truth, everywhere
            )


def _is_doubtful(truth: Person, group: Sequence[Person]) -> bool:
    total = sum(len(one.numbers) for one in group)
    return any(one is not truth and len(one.numbers) > DOMINANT * total for one in group)


@dataclass(frozen=True)
class ShortNameIn:
    """A short name with the characters on either side of it."""

    surface: str
    before: str
    after: str

    def asked(self, shares: dict[int, float]) -> ShortName:
        """The question that linking is asked."""
        return ShortName(
            self.surface,
            gender_before(self.before),
            shares,
            office_beside(self.before, self.after),
            given_name_before(self.before),
        )


def _bears(person: Person, name: str) -> bool:
    return person.name == name or bool(bearers({person.name: 2, name: 1}).get(name) == person.name)


def _example(
    articles: Sequence[Named],
    article: Named,
    short: ShortNameIn,
    group: Sequence[Person],
    truth: Person,
    everywhere: Counter[str],
) -> Iterator[Example]:
    candidates = [_candidate(articles, article, one) for one in group if one.numbers - {article.number}]
    if not candidates:
        return
    keys = {other: number for number, other in enumerate(sorted(article.others | set(article.full)))}
    shares = {keys[other]: everywhere[other] / len(articles) for other in keys if other != truth.name}
    asked = short.asked(shares)
    known = [one for one in group if one.numbers - {article.number}]
    with_company = [_with_company(articles, article, one, keys) for one in known]
    order = ranked(asked, with_company)
    if not order:
        return
    plain = max(candidates, key=lambda one: (one.articles, one.key))
    yield Example(
        article.site,
        features_of(asked, order[0], order[1:]),
        order[0].name == truth.name,
        plain.name == truth.name,
    )


def _candidate(articles: Sequence[Named], article: Named, person: Person) -> Candidate:
    numbers = person.numbers - {article.number}
    months = person.months - (Counter([article.month]) if article.number in person.numbers else Counter())
    near = sum(months[month] for month in _around(article.month))
    offices: Counter[str] = Counter()
    for number in sorted(numbers, reverse=True)[:ARTICLES_OF_COMPANY]:
        offices += articles[number].full.get(person.name, Counter())
    return Candidate(person.name, person.name, len(numbers), near, None, gender_of_name(person.name), offices)


def _with_company(
    articles: Sequence[Named], article: Named, person: Person, keys: dict[str, int]
) -> Candidate:
    one = _candidate(articles, article, person)
    latest = sorted(person.numbers - {article.number}, reverse=True)[:ARTICLES_OF_COMPANY]
    together = Counter(
        other
        for number in latest
        for other in (*articles[number].others, *articles[number].full)
        if other in keys
    )
    shares = {keys[other]: count / len(latest) for other, count in together.items()}
    company = {key: share for key, share in shares.items() if share >= COMPANY_MIN_SHARE}
    return replace(one, company=company)


def _around(month: str) -> list[str]:
    if len(month) != 7:
        return []
    count = int(month[:4]) * 12 + int(month[5:]) - 1
    return [f"{(count + step) // 12:04}-{(count + step) % 12 + 1:02}" for step in (-1, 0, 1)]


def is_seen(site: str) -> bool:
    """Whether a site belongs to the half that weights are fitted on."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % 2 == 0


def fit(examples: Sequence[Example]) -> np.ndarray:
    """The weights of the features."""
    columns = np.array([one.features.values for one in examples])
    truth = np.array([float(one.right) for one in examples])
    return fitted(columns, truth, np.ones(len(examples)), np.full(columns.shape[1], RIDGE))


def probabilities(examples: Sequence[Example], weights: np.ndarray) -> np.ndarray:
    """The probability of each example."""
    return 1 / (1 + np.exp(-np.array([one.features.values for one in examples]) @ weights))


def cut(examples: Sequence[Example], weights: np.ndarray, precision: float) -> float:
    """The lowest probability from which on the links have a precision."""
    chances = probabilities(examples, weights)
    order = np.argsort(-chances)
    right = np.cumsum([examples[i].right for i in order]) / np.arange(1, len(order) + 1)
    held = np.flatnonzero(right >= precision)
    return float(chances[order[held[-1]]]) if len(held) else 1.0


def table(examples: Sequence[Example], weights: np.ndarray, linked: float, likely: float) -> str:
    """Shares linked, likely and open with their precision, beside the plain rule; and how well probabilities hold."""
    chances = probabilities(examples, weights)
    right = np.array([one.right for one in examples])
    parts = {
        "linked": chances >= linked,
        "likely": (chances < linked) & (chances >= likely),
        "open": chances < likely,
    }
    said = [
        f"{len(examples)} short names; the most named bearer is right in {np.mean([one.plain for one in examples]):.3f}"
    ]
    for name, mask in parts.items():
        said.append(f"{name} {mask.mean():.3f} (right {right[mask].mean() if mask.any() else math.nan:.3f})")
    said.append(f"Brier {((chances - right) ** 2).mean():.4f}")
    return "; ".join(said)


if __name__ == "__main__":
    main()
