"""Rules for sources: attributions compared by their fields, outlets credited inside the text."""

from __future__ import annotations

from retold.change.edit import Edit, image, union
from retold.change.likeness import misspelt
from retold.change.scene import Scene, Verdict, in_spans, informative, of_kind, overlaps, tokens_in
from retold.change.side import Range, Side
from retold.change.version import keys_of, told_by
from retold.lineage.outlets import same_outlet
from retold.model import Article, Attribution, Source
from retold.tables import meaning_groups, same_kind
from retold.text import fold, words

_STANDING = {
    "none": 0,
    "generic": 1,
    "anonymous-group": 2,
    "anonymous-person": 3,
    "document": 4,
    "outlet": 4,
    "body": 4,
    "pronoun": 5,
    "named": 6,
}
"""How well a reader can check who said it; a pronoun stands for somebody named before."""
_ARTICLES = frozenset({"the", "a", "an", "from", "of", "by", "in"})
_ANONYMOUS = frozenset({"anonymous-person", "anonymous-group", "pronoun"})
_SAME_STANDING = frozenset({"body", "document", "outlet"})


# -------------------------------------------------------------------------------------------------------- attribution


def attribution_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Who a claim comes from: count, office, standing, or the whole attribution lost or gained."""
    was, now = _touched(scene.pair.was, edit.was), _touched(scene.pair.now, edit.now)
    before = was or (_counterpart(now, scene, to_child=False) if now else None)
    after = now or (_counterpart(was, scene, to_child=True) if was else None)
    if before and after:
        return _compare_sources(edit, before.source, after.source, scene)
    if was and _covers_source(edit.was, was, scene.pair.was) and not _sourced_alike(was, edit, scene):
        says = f"The claim stands without its source (“{was.source.text}”)."
        return Verdict("attribution", "dropped", says, edit=Edit(edit.was, _if_akin(edit, scene).now))
    if now and _covers_source(edit.now, now, scene.pair.now) and not _sourced_alike(now, edit, scene):
        says = f"The claim is now given to a source (“{now.source.text}”)."
        return Verdict("attribution", "added", says, edit=Edit(_if_akin(edit, scene).was, edit.now))
    return None


def _if_akin(edit: Edit, scene: Scene) -> Edit:
    """The edit; nothing on either side when they have no word in common: then one did not become the other."""
    before = {token.lemma.lower() for token in scene.was_tokens(edit)}
    after = {token.lemma.lower() for token in scene.now_tokens(edit)}
    return edit if before & after else Edit(None, None)


def _sourced_alike(found: Attribution, edit: Edit, scene: Scene) -> bool:
    """True when the other side has the same source, in another place or with another word for saying (a forecast)."""
    lost = found in scene.pair.was.mentions
    own, side = (scene.pair.was, scene.pair.now) if lost else (scene.pair.now, scene.pair.was)
    content = tokens_in(own, own.range_of(found.content_spans))
    if found.source.class_ in ("none", "pronoun") or told_by(content, keys_of(side.tokens)) < scene.settings.least_told:
        return True  # nobody's word, or the claim itself is not there: an act that came or went
    if any(fold(other.source.text) == fold(found.source.text) for other in of_kind(side, Attribution)):
        return True
    place = own.range_of(found.source.spans)
    renamed = tokens_in(side, image(scene.pair.columns, place, to_child=lost))
    words_of_source = {t.lemma.lower() for t in informative(tokens_in(own, place))}
    if words_of_source & {token.lemma.lower() for token in renamed} or any(
        token.pos in ("NOUN", "PROPN", "PRON") and token.dep.startswith("nsubj") for token in renamed
    ):
        return True  # somebody stands in its place: the word for saying changed
    there = scene.now_tokens(edit) if lost else scene.was_tokens(edit)
    return bool(words_of_source) and words_of_source <= {token.lemma.lower() for token in there}


def is_sourced(found: Attribution, side: Side) -> bool:
    """True when most of a sentence is what somebody is said to have said, so that it stands on that source's word."""
    places = [side.range_of(spans) for spans in (found.content_spans, found.source.spans)]
    if found.source.class_ == "none" or places[0] is None:
        return False
    return 2 * sum(last - first for first, last in filter(None, places)) >= len(side.tokens)


def _touched(side: Side, at: Range | None) -> Attribution | None:
    """The attribution whose source or cue a range touches."""
    if at is None:
        return None
    place = side.span(at)
    for found in of_kind(side, Attribution):
        if any(overlaps(span, place) for span in found.source.spans):
            return found
    return next((f for f in of_kind(side, Attribution) if any(overlaps(span, place) for span in f.cue.spans)), None)


def _counterpart(found: Attribution, scene: Scene, *, to_child: bool) -> Attribution | None:
    """The attribution on the other side whose cue or content is aligned with this one's."""
    own, other = (scene.pair.was, scene.pair.now) if to_child else (scene.pair.now, scene.pair.was)
    for spans in (found.cue.spans, found.content_spans):
        at = own.range_of(spans)
        there = image(scene.pair.columns, at, to_child=to_child) if at else None
        if there is None:
            continue
        place = other.span(there)
        for candidate in of_kind(other, Attribution):
            if any(overlaps(span, place) for span in (*candidate.cue.spans, *candidate.content_spans)):
                return candidate
    return None


def _covers_source(at: Range | None, found: Attribution, side: Side) -> bool:
    """True when the range holds the source and its cue, or the source alone where nothing else carries the claim."""
    source = side.range_of(found.source.spans)
    if at is None or source is None:
        return False
    return at[0] <= source[0] and source[1] <= at[1]


def _compare_sources(edit: Edit, was: Source, now: Source, scene: Scene) -> Verdict | None:
    sides = ((edit.was, was.spans, scene.pair.was), (edit.now, now.spans, scene.pair.now))
    in_source = [in_spans(at, spans, side) for at, spans, side in sides if at is not None]
    if not in_source or not all(in_source) or misspelt(scene.was_words(edit), scene.now_words(edit), scene.settings):
        return None
    unnamed = was.class_ == now.class_ == "none"
    if unnamed or [word for word, _ in words(was.text)] == [word for word, _ in words(now.text)]:
        return None
    if was.class_ != now.class_ and not {was.class_, now.class_} <= _SAME_STANDING:
        if _one_person(was, now, scene) or _one_group(was, now, scene):
            return None
        weaker = _STANDING[now.class_] < _STANDING[was.class_]
        shown = _whole_sources(edit, was, now, scene)
        return Verdict("attribution", "weaker" if weaker else "stronger", _says(was, now), edit=shown)
    if was.class_.startswith("anonymous") or was.class_ in ("generic", "none"):
        return _compare_anonymous(edit, was, now, scene)
    if was.name and now.name and not _one_person(was, now, scene) and not _same_office(edit, was, now, scene):
        return Verdict("attribution", "other", _says(was, now))
    if not was.name and not now.name and _nothing_shared(was, now, scene):
        return Verdict("attribution", "other", _says(was, now), edit=_whole_sources(edit, was, now, scene))
    return None


def _whole_sources(edit: Edit, was: Source, now: Source, scene: Scene) -> Edit:
    """An edit grown to both sources, so that half a source is never shown."""
    return Edit(
        union(edit.was, scene.pair.was.range_of(was.spans)), union(edit.now, scene.pair.now.range_of(now.spans))
    )


def _one_group(was: Source, now: Source, scene: Scene) -> bool:
    """True when two unnamed sources of one size have most of their words in common (``reports in`` those papers)."""
    if was.name or now.name or was.count != now.count:
        return False
    if same_kind(_without_article(was.text), _without_article(now.text)):
        return True
    before = {t.lemma.lower() for t in informative(tokens_in(scene.pair.was, scene.pair.was.range_of(was.spans)))}
    after = {t.lemma.lower() for t in informative(tokens_in(scene.pair.now, scene.pair.now.range_of(now.spans)))}
    rest = [(a, b) for a in before - after for b in after - before]
    return len(before & after) > 1 or (bool(before & after) and any(same_kind(a, b) for a, b in rest))


def _nothing_shared(was: Source, now: Source, scene: Scene) -> bool:
    """True when two unnamed sources have no word in common and none that means the same kind of source."""
    before = {t.lemma.lower() for t in informative(tokens_in(scene.pair.was, scene.pair.was.range_of(was.spans)))}
    after = {t.lemma.lower() for t in informative(tokens_in(scene.pair.now, scene.pair.now.range_of(now.spans)))}
    kin = any(same_kind(a, b) or meaning_groups(a) & meaning_groups(b) for a in before for b in after)
    kin |= same_kind(_without_article(was.text), _without_article(now.text)) is not None
    return bool(before and after) and not before & after and not kin


def _without_article(text: str) -> str:
    return " ".join(word for word, _ in words(text) if word not in _ARTICLES)


def _same_office(edit: Edit, was: Source, now: Source, scene: Scene) -> bool:
    """True when one office speaks under another name (``Mayor Ada Holm``, ``Mayor Ida Brandt``): a change of name."""
    rest_was, rest_now = (
        {word for word, _ in words(source.text)} - {word for word, _ in words(source.name or "")}
        for source in (was, now)
    )
    return bool(rest_was) and rest_was == rest_now and edit.was is not None and edit.now is not None


def _compare_anonymous(edit: Edit, was: Source, now: Source, scene: Scene) -> Verdict | None:
    lost = {t.lemma.lower() for t in informative(scene.was_tokens(edit))}
    gained = {t.lemma.lower() for t in informative(scene.now_tokens(edit))}
    if (was.count or 0) != (now.count or 0):
        weaker = (now.count or 0) < (was.count or 0)
    elif lost - gained and not gained - lost:
        weaker = True
    elif gained - lost and not lost - gained:
        weaker = False
    elif not (lost or gained) or any(same_kind(a, b) for a in lost for b in gained):
        return None  # officials, authorities: a reference
    else:
        return Verdict("attribution", "other", _says(was, now))
    return Verdict("attribution", "weaker" if weaker else "stronger", _says(was, now))


def _one_person(was: Source, now: Source, scene: Scene) -> bool:
    """True when both name the same source: one resolved name, however it is spelt, or a pronoun for it."""
    if was.name and now.name:
        shared = set(fold(was.name).split()) & set(fold(now.name).split())
        return bool(shared) or misspelt(was.name, now.name, scene.settings)
    before, after = ({word for word, _ in words(source.text)} - _ARTICLES for source in (was, now))
    if not {was.class_, now.class_} & _ANONYMOUS and (before <= after or after <= before):
        return True
    named_in_both = (was.name and fold(was.name) in fold(now.text)) or (now.name and fold(now.name) in fold(was.text))
    return bool(named_in_both) or "pronoun" in (was.class_, now.class_)


def _says(was: Source, now: Source) -> str:
    return f"The source was “{was.text}”, now it is “{now.text}”."


# ------------------------------------------------------------------------------------------------------------- credit


def credit_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """An outlet that is credited inside the sentence on one side only."""
    was, now = scene.pair.was.article, scene.pair.now.article
    lost = [name for name in _credited(scene.pair.was, edit.was) if not _names_in_text(now, name)]
    gained = [name for name in _credited(scene.pair.now, edit.now) if not _names_in_text(was, name)]
    if lost and gained:
        return Verdict("credit", "other", f"Credit went to {lost[0]}, now it goes to {gained[0]}.")
    if lost:
        return Verdict("credit", "dropped", f"{lost[0]} is not credited any more.")
    if gained:
        return Verdict("credit", "added", f"{gained[0]} is credited for the first time.")
    return None


def _credited(side: Side, at: Range | None) -> list[str]:
    if at is None:
        return []
    place = side.span(at)
    found = [credit.name for credit in side.article.credits if credit.at is not None and overlaps(credit.at, place)]
    own = side.article.outlet
    return [*found, own] if own and fold(own) in fold(side.words(at)) else found


def _names_in_text(article: Article, name: str) -> bool:
    """True when an article credits an outlet inside its text, or is that outlet's own; a source line does not count."""
    inside = any(same_outlet(name, credit.name) for credit in article.credits if credit.at is not None)
    return inside or (article.outlet is not None and same_outlet(name, article.outlet))


def names_outlet(article: Article, name: str) -> bool:
    """True when an article credits an outlet anywhere, by its name or its initials, or is that outlet's own."""
    return any(same_outlet(name, credit.name) for credit in article.credits) or (
        article.outlet is not None and same_outlet(name, article.outlet)
    )
