"""Rules of the form family: another name for the same thing, another order, other words, other spelling."""

from __future__ import annotations

import re

from retold.change.edit import Edit
from retold.change.scene import Scene, Verdict, content_of, said, same_entity, touching
from retold.change.side import Range, Side
from retold.change.value_rules import NUMERALS, days_of
from retold.model import DateMention, Figure, Name, Token
from retold.tables import country_of, country_word, meaning_groups, same_kind, same_spelling
from retold.text import fold

_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_PLACES = frozenset("capital city town village country state nation region province island port district".split())


def reference_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """The same thing named another way: same, broader, narrower, or only by a pronoun."""
    was, now = _head(scene.pair.was, edit.was), _head(scene.pair.now, edit.now)
    if was is None or now is None or edit.kind != "edit":
        return None
    said = f"“{scene.was_words(edit)}” is now “{scene.now_words(edit)}”."
    if (was.pos == "PRON") != (now.pos == "PRON"):
        if now.pos == "PRON":
            # What is no name may well be a pronoun in the next breath: "the suspects", then "they".
            named = now.tag.startswith("PRP") and was.pos == "PROPN"
            return Verdict("reference", "vaguer", said, None if named else "low")
        return Verdict("reference", "narrower", said)
    if was.pos == "PRON":
        return None
    direction = _by_state(edit, scene) or _by_name(edit, scene) or _by_place(edit, scene) or _by_kind(was, now)
    if direction == "same" and was.pos == now.pos == "NOUN":
        direction = _by_leader(edit, scene)
    return Verdict("reference", direction, said) if direction else None


def _head(side: Side, at: Range | None) -> Token | None:
    """The head noun of a range that is a noun phrase."""
    if at is None:
        return None
    heads = [n for n in range(*at) if side.phrases[n] == n and side.tokens[n].pos in ("NOUN", "PROPN", "PRON")]
    verbs = any(side.tokens[n].pos == "VERB" and side.tokens[n].dep != "amod" for n in range(*at))
    return side.tokens[heads[-1]] if heads and not verbs else _single(side, at)


def _single(side: Side, at: Range) -> Token | None:
    token = side.tokens[at[0]]
    return token if at[1] - at[0] == 1 and token.pos in ("NOUN", "PROPN", "PRON", "ADJ") else None


def _by_state(edit: Edit, scene: Scene) -> str | None:
    was, now = country_of(scene.was_words(edit)), country_of(scene.now_words(edit))
    if was is None or was != now:
        return None
    organ, plain = "organ", ("name", "capital", "government", "demonym")
    kinds = country_word(scene.was_words(edit)), country_word(scene.now_words(edit))
    if kinds[0] == organ and kinds[1] in plain:
        return "broader"
    return "narrower" if kinds[0] in plain and kinds[1] == organ else "same"


def _by_name(edit: Edit, scene: Scene) -> str | None:
    was, now = touching(scene.pair.was, edit.was, Name), touching(scene.pair.now, edit.now, Name)
    if any(same_entity(a, b) for a in was for b in now if a.entity.type != "place"):
        return "same"
    if was and not now and _is_known_role(was[0], scene):
        return "same"
    return None


def _by_place(edit: Edit, scene: Scene) -> str | None:
    """A place by its name on one side and as ``the capital`` or ``the town`` on the other."""
    for named, common in (
        (scene.was_tokens(edit), scene.now_tokens(edit)),
        (scene.now_tokens(edit), scene.was_tokens(edit)),
    ):
        place = any(token.pos == "PROPN" for token in named) and not any(token.pos == "PROPN" for token in common)
        if place and common and common[-1].lemma.lower() in _PLACES:
            return "same"
    return None


def _is_known_role(name: Name, scene: Scene) -> bool:
    """True when a name was replaced by words that the child uses of the same person elsewhere."""
    return name.entity.type == "person" and any(same_entity(name, other) for other in scene.child.names)


def _by_kind(was: Token, now: Token) -> str | None:
    a, b = was.lemma.lower(), now.lemma.lower()
    if a == b:
        return None
    return same_kind(a, b) or ("same" if meaning_groups(a) & meaning_groups(b) else None)


def _by_leader(edit: Edit, scene: Scene) -> str:
    """Whether a person's name inside the phrase was lost (``the Holm cabinet`` -> ``the government``) or gained."""
    was, now = _names_person(scene.pair.was, edit.was), _names_person(scene.pair.now, edit.now)
    return "same" if was == now else "broader" if was else "narrower"


def _names_person(side: Side, at: Range | None) -> bool:
    """True when a name that is not a state's stands inside the phrase (``the Holm cabinet``)."""
    if at is None:
        return False
    return any(t.pos == "PROPN" and country_of(t.text) is None for t in side.tokens[at[0] : at[1]])


def order_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """The same words in another place of the sentence."""
    if edit.kind == "reordered":
        return Verdict("order", "moved", "The same words in another order.")
    if edit.kind == "moved" and content_of(scene.was_tokens(edit)) == content_of(scene.now_tokens(edit)):
        was, now = scene.was_tokens(edit), scene.now_tokens(edit)
        if len(was) == len(now):
            return Verdict("order", "moved", "The same words stand in another place of the sentence.")
    return None


def wording_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Other words with the same meaning, as far as the other rules can tell: what is left when none of them fits."""
    if is_format(edit, scene):
        return None
    return Verdict("wording", "same", "Other words, as far as can be told with the same meaning.")


def format_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Spelling, case, punctuation, style of figures and quotation marks."""
    return Verdict("format", "same", "Written in another way.") if is_format(edit, scene) else None


def is_format(edit: Edit, scene: Scene) -> bool:
    """True when only the spelling, the marks or the clothes of a figure differ."""
    was, now = _bare(scene.was_words(edit)), _bare(scene.now_words(edit))
    if was == now or (was and now and same_spelling(was, now)):
        return True
    if _same_length_of_time(edit, scene):
        return True
    left, right = touching(scene.pair.was, edit.was, Figure), touching(scene.pair.now, edit.now, Figure)
    if left and right and left[0].value == right[0].value and left[0].approx == right[0].approx:
        rest = content_of(scene.was_tokens(edit)) ^ content_of(scene.now_tokens(edit))
        return not any(word.isalpha() and len(word) > 3 for word in rest if word not in _NUMBER_WORDS)
    return False


def _same_length_of_time(edit: Edit, scene: Scene) -> bool:
    """``72 hours`` and ``three days``, with nothing else in the edit."""
    was, now = touching(scene.pair.was, edit.was, DateMention), touching(scene.pair.now, edit.now, DateMention)
    if len(was) != 1 or len(now) != 1 or was[0].type != "DURATION" or now[0].type != "DURATION":
        return False
    whole = said(was[0], scene.pair.was) == scene.was_words(edit) and said(now[0], scene.pair.now) == scene.now_words(
        edit
    )
    days = days_of(was[0].value)
    return whole and days is not None and days == days_of(now[0].value)


_NUMBER_WORDS = NUMERALS | frozenset("one percent per cent dollar dollars euro euros".split())


def _bare(text: str) -> str:
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), fold(text))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
