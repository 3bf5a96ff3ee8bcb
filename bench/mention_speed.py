"""Words a CPU second: all mentions of development articles of facts-polnear, with the parser and without it.

Words are those of the distinct sentences. CPU time of this process is taken, not the wall's, after the model is loaded;
of three runs the fastest counts, since what else runs on a machine slows the others down.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from bench.mention_sets import article, records
from retold.mention import find_mentions, model_name
from retold.model import Article
from retold.settings import MentionSettings


def words_a_second(model: str | None) -> float:
    """Distinct words that one CPU second reads with this model (``none``: rules only), everything on."""
    settings = MentionSettings(model=model)
    articles = [article(doc) for doc in records("facts-polnear") if doc["split"] == "dev"][::2]
    distinct = {one.words_of(number) for one in articles for number in range(len(one.sentences))}
    words = sum(len(sentence.split()) for sentence in distinct)
    model_name(settings)
    find_mentions(articles[:2], settings)
    return words / min(_seconds(articles, settings) for _ in range(3))


def _seconds(articles: Sequence[Article], settings: MentionSettings) -> float:
    began = time.process_time()
    find_mentions(articles, settings)
    return time.process_time() - began
