"""Rules for people and bodies: another name, a slip of spelling, a name lost or gained; offices and ties."""

from __future__ import annotations

from retold.change.edit import Edit
from retold.change.likeness import misspelt
from retold.change.scene import (
    Scene,
    Verdict,
    content_of,
    interchangeable,
    of_kind,
    overlaps,
    same_entity,
    tokens_in,
    touching,
)
from retold.change.side import Range, Side
from retold.model import Name, Token
from retold.tables import country_of, meaning_groups, same_kind
from retold.text import fold, words

_RANK_WORDS = frozenset(
    "former ex onetime deputy acting vice interim assistant designate elect senior junior chief late".split()
)
_OCCUPIED = frozenset(
    """be represent speak head lead run chair sit serve work join become own found coach manage teach edit command
    play write study advise""".split()
)
_LINKING = frozenset("the and for who with from his her its their that".split())


def name_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A person, body or work that became another one, was misspelt, or is named in one version only."""
    was, now = _named(scene.pair.was, edit.was), _named(scene.pair.now, edit.now)
    lost = [w for w in was if not any(same_entity(w, n) for n in now)]
    gained = [n for n in now if not any(same_entity(w, n) for w in was)]
    if lost and gained:
        like = ((w, n) for w in lost for n in gained if w.entity.type == n.entity.type)
        return _compare_names(*next(like, (lost[0], gained[0])), scene)
    slip = _slip(edit, scene)
    if slip:
        return Verdict("name", "misspelt", f"“{slip[0]}” is now spelt “{slip[1]}”.")
    if _renamed_body(edit, scene):
        return None
    if lost and not now and not _known(lost[0], scene, to_child=True):
        return Verdict("name", "dropped", f"“{lost[0].entity.name}” is not named any more.")
    if gained and not was and not _known(gained[0], scene, to_child=False):
        return Verdict("name", "added", f"“{gained[0].entity.name}” is named for the first time.")
    return None


def _renamed_body(edit: Edit, scene: Scene) -> bool:
    """True when a name only told which body it was, and the body stays: ``the Holm cabinet`` -> ``the government``."""
    was, now = scene.was_tokens(edit), scene.now_tokens(edit)
    if not was or not now or was[-1].pos != "NOUN" or now[-1].pos != "NOUN":
        return False
    return was[-1].lemma == now[-1].lemma or same_kind(was[-1].lemma, now[-1].lemma) is not None


def _slip(edit: Edit, scene: Scene) -> tuple[str, str] | None:
    """A proper noun on both sides that differs by a slip of spelling, also where no name was recognised."""
    for was in filter(_is_proper, scene.was_tokens(edit)):
        for now in filter(_is_proper, scene.now_tokens(edit)):
            if (
                "PROPN" in (was.pos, now.pos)
                and misspelt(was.text, now.text, scene.settings)
                and now.lemma.lower() not in scene.parent.lemmas
            ):
                return was.text, now.text
    return None


def _is_proper(token: Token) -> bool:
    """True for a word that may be a name; the language model takes some unusual names for nouns or adjectives."""
    return token.pos in ("PROPN", "NOUN", "ADJ") and token.text[:1].isupper()


def _named(side: Side, at: Range | None) -> list[Name]:
    """The names of people, bodies and works whose own words a range touches; states are actors, not names."""
    return [
        name
        for name in touching(side, at, Name)
        if name.entity.type in ("person", "organisation", "work")
        and not country_of(name.entity.name)
        and not any(credit.at is not None and overlaps(credit.at, name.span) for credit in side.article.credits)
        and fold(name.entity.name) != fold(side.article.outlet or "")
        and any(token.pos == "PROPN" for token in tokens_in(side, side.range_of([name.span])))
    ]


def _known(name: Name, scene: Scene, *, to_child: bool) -> bool:
    """True when the other article names the same one anywhere, or calls it so as part of another phrase."""
    other = scene.child if to_child else scene.parent
    return any(same_entity(name, found) for found in other.names)


def _compare_names(was: Name, now: Name, scene: Scene) -> Verdict | None:
    a, b = was.entity.name, now.entity.name
    if was.entity.type != now.entity.type and not (" " in a and " " in b):
        return None
    if misspelt(a, b, scene.settings) and not _known(now, scene, to_child=False):
        return Verdict("name", "misspelt", f"“{a}” is now spelt “{b}”.")
    return Verdict("name", "changed", f"“{a}” became “{b}”.")


def role_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Office, title or tie of a person who is named on both sides."""
    was = _person_of_role(scene.pair.was, edit.was)
    now = _person_of_role(scene.pair.now, edit.now)
    person = was or now
    if (
        person is None
        or " " not in person.entity.name
        or not _still_named(person, scene.pair.now if was else scene.pair.was)
    ):
        return None
    lost, gained = content_of(scene.was_tokens(edit)), content_of(scene.now_tokens(edit))
    if _samecontent_of(lost, gained) or not _tells_office(edit, scene):
        return None
    if (lost ^ gained) & _RANK_WORDS and (not lost or not gained or was is not None):
        direction = "changed" if _keeps_role(edit, scene) else "dropped" if lost else "added"
        return Verdict("role", direction, f"What is said about the office of {person.entity.name} differs.")
    if was and now and lost - gained and gained - lost:
        return Verdict("role", "changed", f"What is said about the office of {person.entity.name} differs.")
    if was and lost - gained:
        return Verdict("role", "dropped", f"The office of {person.entity.name} is not given as before.")
    if now and gained - lost:
        return Verdict("role", "added", f"The office of {person.entity.name} is given in more words.")
    return None


def _tells_office(edit: Edit, scene: Scene) -> bool:
    """True when a noun or a word of rank differs; a verb or adjective beside a name is no office."""
    tokens = (*scene.was_tokens(edit), *scene.now_tokens(edit))
    return any(token.pos in ("NOUN", "PROPN") or token.lemma.lower() in _RANK_WORDS for token in tokens)


def _samecontent_of(lost: set[str], gained: set[str]) -> bool:
    if lost == gained:
        return True
    rest_lost, rest_gained = lost - gained, gained - lost
    return (
        bool(rest_lost and rest_gained)
        and all(any(interchangeable(a, b) for b in rest_gained) for a in rest_lost)
        and len(rest_lost) == len(rest_gained)
    )


def same_office(was: str, now: str) -> bool:
    """True when two wordings of an office share a word or a meaning: ``counsel for X``, ``X's lawyer``."""
    before, after = ([word for word, _ in words(text) if len(word) > 2] for text in (was, now))
    return any(a == b or meaning_groups(a) & meaning_groups(b) for a in before for b in after if a not in _LINKING)


def _person_of_role(side: Side, at: Range | None) -> Name | None:
    """The person whose title, apposition or occupation a range lies in."""
    if at is None:
        return None
    for name in of_kind(side, Name):
        own = side.range_of([name.span])
        if name.entity.type != "person" or own is None:
            continue
        head = side.phrases[own[1] - 1]
        title = (side.phrase(head)[0], own[0])
        zones = [title] if title[0] < title[1] else []
        zones += [
            side.subtree(n) for n, t in enumerate(side.tokens) if t.dep == "appos" and _same_phrase(t.head, head, side)
        ]
        zones += [
            side.subtree(n) for n, t in enumerate(side.tokens) if _tells_work(t) and _same_phrase(t.head, head, side)
        ]
        if side.tokens[head].dep == "appos":
            zones.append(side.phrase(side.tokens[head].head))
        if any(low - 1 <= at[0] and at[1] <= high + 1 for low, high in zones):
            return name
    return None


def _tells_work(token: Token) -> bool:
    """The verb of ``who speaks for the inshore boats``: a clause that says what somebody is or does."""
    return token.dep == "relcl" and token.lemma.lower() in _OCCUPIED


def _same_phrase(a: int, b: int, side: Side) -> bool:
    return side.phrases[a] == side.phrases[b]


def _still_named(person: Name, side: Side) -> bool:
    return any(same_entity(person, other) for other in of_kind(side, Name))


def _keeps_role(edit: Edit, scene: Scene) -> bool:
    """True when only a word of rank changed (``former``) and the office itself stays."""
    lost, gained = content_of(scene.was_tokens(edit)), content_of(scene.now_tokens(edit))
    return (lost ^ gained) <= _RANK_WORDS or bool(lost and gained)
