"""Rules of the fact family: numbers, dates and names compared by what they mean, roles, events, details."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retold.change.contrasts import contrast
from retold.change.edit import Edit, image
from retold.change.likeness import misspelt
from retold.change.scene import (
    Scene,
    Verdict,
    informative,
    names_of,
    of_kind,
    overlaps,
    same_entity,
    tokens_in,
    touching,
)
from retold.change.side import Range, Side
from retold.model import DateMention, Figure, Name, Token
from retold.settings import ChangeSettings
from retold.tables import country_of, meaning_groups, same_kind, tone
from retold.text import fold, in_digits, words

_RANK_WORDS = frozenset(
    "former ex onetime deputy acting vice interim assistant designate elect senior junior chief late".split()
)
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "agent", "oprd"})
_DAY_PARTS = frozenset("dawn morning noon midday afternoon evening dusk night midnight overnight".split())
_CONTROL = frozenset(
    """offer plan want threaten promise agree try attempt intend hope seek vow refuse fail decline decide consider aim
    propose prepare expect pledge start stop continue""".split()
)
"""Verbs that say of another act how far it has come: without them the act itself is said to have happened."""
_OCCUPIED = frozenset(
    """be represent speak head lead run chair sit serve work join become own found coach manage teach edit command
    play write study advise""".split()
)
_LINKING = frozenset("the and for who with from his her its their that".split())
_NEGATIVE = frozenset(
    "no never neither nor none nobody nothing without unable impossible refuse fail decline lack".split()
)
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_CLAUSE = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "ROOT", "parataxis"})


# -------------------------------------------------------------------------------------------------------------- number


def number_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A quantity that differs, was rounded, is lost or is gained."""
    was, now = touching(scene.pair.was, edit.was, Figure), touching(scene.pair.now, edit.now, Figure)
    if was and not now:
        now = _opposite(was[0], scene, to_child=True)
    elif now and not was:
        was = _opposite(now[0], scene, to_child=False)
    if not was and not now:
        return _duration(edit, scene)
    if was and now:
        return _compare_figures(was[0], now[0], scene.settings)
    if was and not _elsewhere(was[0], of_kind(scene.pair.now, Figure)):
        return Verdict("number", "dropped", f"The figure “{_said(was[0], scene.pair.was)}” is gone.")
    if now and not _elsewhere(now[0], of_kind(scene.pair.was, Figure)):
        return Verdict("number", "added", f"The figure “{_said(now[0], scene.pair.now)}” is new.")
    return None


def _duration(edit: Edit, scene: Scene) -> Verdict | None:
    """A length of time is a quantity: ``72 hours`` and ``three days`` are one, ``hours`` alone says less."""
    was, now = _lengths(scene.pair.was, edit.was), _lengths(scene.pair.now, edit.now)
    if was and now:
        if was[0].value == now[0].value or days_of(was[0].value) == days_of(now[0].value):
            return None
        return Verdict("number", "changed", f"{was[0].value} became {now[0].value}.")
    if was and not any(other.value == was[0].value for other in of_kind(scene.pair.now, DateMention)):
        return Verdict("number", "dropped", f"The length “{_said(was[0], scene.pair.was)}” is gone.")
    if now and not any(other.value == now[0].value for other in of_kind(scene.pair.was, DateMention)):
        return Verdict("number", "added", f"The length “{_said(now[0], scene.pair.now)}” is new.")
    return None


def _lengths(side: Side, at: Range | None) -> list[DateMention]:
    return [d for d in touching(side, at, DateMention) if d.type == "DURATION" and days_of(d.value) is not None]


_DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0, "H": 1 / 24, "m": 1 / 1440, "S": 1 / 86400}
_LENGTH = re.compile("P" + "".join(rf"(?:(\d+(?:\.\d+)?){unit})?" for unit in "YMWD") + r"(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def days_of(value: str | None) -> float | None:
    """An ISO 8601 duration in days, rounded to a tenth; None when it has no number (``PXD``)."""
    found = _LENGTH.fullmatch(value or "")
    if not found or not any(found.groups()):
        return None
    parts = zip(found.groups(), ("Y", "M", "W", "D", "H", "m"), strict=True)
    return round(sum(float(count) * _DAYS[unit] for count, unit in parts if count), 1)


def _opposite(figure: Figure, scene: Scene, *, to_child: bool) -> tuple[Figure, ...]:
    """The figure aligned with this one, when the edit changed only its unit or qualifier."""
    own, other = (scene.pair.was, scene.pair.now) if to_child else (scene.pair.now, scene.pair.was)
    at = own.range_of([figure.span])
    there = image(scene.pair.columns, at, to_child=to_child) if at else None
    return touching(other, there, Figure)


def _compare_figures(was: Figure, now: Figure, settings: ChangeSettings) -> Verdict | None:
    if (was.value, was.value_high) == (now.value, now.value_high):
        if was.unit and now.unit and fold(was.unit) != fold(now.unit) and not _same_unit(was.unit, now.unit):
            return Verdict("number", "changed", f"The unit was {was.unit}, now it is {now.unit}.")
        if was.approx != now.approx and "range" not in (was.approx, now.approx):
            return Verdict("number", "rounded", "The same figure, now given as exact or as rough.", "low")
        return None
    if _rounded(was, now, settings):
        return Verdict("number", "rounded", f"{in_digits(was.value)} became {in_digits(now.value)}.")
    return Verdict("number", "changed", f"{in_digits(was.value)} became {in_digits(now.value)}.")


def _same_unit(a: str, b: str) -> bool:
    left, right = fold(a).split(), fold(b).split()
    if not left or not right:
        return True
    return left[-1].rstrip("s") == right[-1].rstrip("s") or bool(meaning_groups(left[-1]) & meaning_groups(right[-1]))


def _rounded(was: Figure, now: Figure, settings: ChangeSettings) -> bool:
    """True when the new figure is the old one with fewer digits, or an honest bound of it."""
    if was.value == 0 or now.value == 0:
        return False
    near = abs(was.value - now.value) / abs(was.value)
    coarser = len(f"{now.value:g}".strip("0").replace(".", "")) < len(f"{was.value:g}".strip("0").replace(".", ""))
    if now.approx in ("more-than", "at-least"):
        return now.value <= was.value and near < settings.bound_share
    if now.approx in ("less-than", "at-most"):
        return now.value >= was.value and near < settings.bound_share
    return near < settings.rounded_share and coarser


def _elsewhere(figure: Figure, others: Iterable[Figure]) -> bool:
    return any(other.value == figure.value for other in others)


def _said(mention: Figure | DateMention, side: Side) -> str:
    return side.article.text[mention.span.start : mention.span.end]


# ---------------------------------------------------------------------------------------------------------------- date


def date_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A point or span of time that differs after resolution, got coarser, is lost or is gained."""
    was, now = (
        _points(touching(scene.pair.was, edit.was, DateMention)),
        _points(touching(scene.pair.now, edit.now, DateMention)),
    )
    if was and now:
        return _compare_dates(was[0], now[0], scene)
    if was and not _dated_elsewhere(was[0], of_kind(scene.pair.now, DateMention)):
        return Verdict("date", "dropped", f"The date “{_said(was[0], scene.pair.was)}” is gone.")
    if now and not _dated_elsewhere(now[0], of_kind(scene.pair.was, DateMention)):
        return Verdict("date", "added", f"The date “{_said(now[0], scene.pair.now)}” is new.")
    return None


def _points(dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """Points in time; ``now`` or ``annual`` date nothing."""
    return tuple(d for d in dates if d.type in ("DATE", "TIME") and d.value not in (None, "PRESENT_REF"))


def _dated_elsewhere(date: DateMention, others: Iterable[DateMention]) -> bool:
    return any(other.value == date.value for other in others)


def _compare_dates(was: DateMention, now: DateMention, scene: Scene) -> Verdict | None:
    a, b = was.value or "", now.value or ""
    said = f"“{_said(was, scene.pair.was)}” became “{_said(now, scene.pair.now)}”."
    if a == b or (a.endswith("_REF") and b.endswith("_REF")):
        return _part_of_day(was, now, scene)
    if a.endswith("_REF") or b.endswith("_REF"):
        return Verdict("date", "coarser" if b.endswith("_REF") else "finer", said)
    if _within_date(was, now):
        return Verdict("date", "coarser", said)
    if _within_date(now, was):
        return Verdict("date", "finer", said)
    return Verdict("date", "changed", said)


def _part_of_day(was: DateMention, now: DateMention, scene: Scene) -> Verdict | None:
    """``Friday morning`` and ``Friday`` have one date; the part of the day is lost or gained."""
    before, after = fold(_said(was, scene.pair.was)), fold(_said(now, scene.pair.now))
    lost, gained = set(before.split()) & _DAY_PARTS, set(after.split()) & _DAY_PARTS
    if lost == gained:
        return None
    direction = "coarser" if lost and not gained else "finer" if gained and not lost else "changed"
    return Verdict("date", direction, f"“{before}” became “{after}”.")


def _within_date(fine: DateMention, coarse: DateMention) -> bool:
    """True when the coarse date holds the fine one: by prefix (``2031-05`` and ``2031-05-04``) or by interval."""
    if (fine.value or "").startswith(coarse.value or "?") and len(fine.value or "") > len(coarse.value or ""):
        return True
    ends = (fine.first, fine.last, coarse.first, coarse.last)
    if any(end is None for end in ends):
        return False
    return (
        (coarse.first or "") <= (fine.first or "")
        and (fine.last or "") <= (coarse.last or "")
        and fine.value != coarse.value
    )


# ---------------------------------------------------------------------------------------------------------------- name


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
                and now.lemma.lower() not in scene.parent_words
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
    return any(same_entity(name, found) for found in names_of(other))


def _compare_names(was: Name, now: Name, scene: Scene) -> Verdict | None:
    a, b = was.entity.name, now.entity.name
    if was.entity.type != now.entity.type and not (" " in a and " " in b):
        return None
    if misspelt(a, b, scene.settings) and not _known(now, scene, to_child=False):
        return Verdict("name", "misspelt", f"“{a}” is now spelt “{b}”.")
    return Verdict("name", "changed", f"“{a}” became “{b}”.")


# ---------------------------------------------------------------------------------------------------------------- role


def role_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Office, title or tie of a person who is named on both sides."""
    was = _person_of_role(scene.pair.was, edit.was)
    now = _person_of_role(scene.pair.now, edit.now)
    person = was or now
    if person is None or not _still_named(person, scene.pair.now if was else scene.pair.was):
        return None
    lost, gained = _content(scene.was_tokens(edit)), _content(scene.now_tokens(edit))
    if _same_content(lost, gained):
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


def _same_content(lost: set[str], gained: set[str]) -> bool:
    if lost == gained:
        return True
    rest_lost, rest_gained = lost - gained, gained - lost
    return (
        bool(rest_lost and rest_gained)
        and all(any(_interchangeable(a, b) for b in rest_gained) for a in rest_lost)
        and len(rest_lost) == len(rest_gained)
    )


def _interchangeable(a: str, b: str) -> bool:
    state = country_of(a)
    return (
        bool(meaning_groups(a) & meaning_groups(b))
        or bool(state and state == country_of(b))
        or same_kind(a, b) == "same"
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
    lost, gained = _content(scene.was_tokens(edit)), _content(scene.now_tokens(edit))
    return (lost ^ gained) <= _RANK_WORDS or bool(lost and gained)


def _content(tokens: tuple[Token, ...]) -> set[str]:
    return {token.lemma.lower() for token in informative(tokens)}


# --------------------------------------------------------------------------------------------------------------- event


def event_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Who did what to whom: act, doer, target or polarity differs, or an act is lost or gained."""
    return (
        _polarity(edit, scene)
        or _how_far(edit, scene)
        or _other_act(edit, scene)
        or _other_party(edit, scene)
        or _act_lost(edit, scene)
    )


def _how_far(edit: Edit, scene: Scene) -> Verdict | None:
    """``has offered to resign`` -> ``has resigned``: what was offered or planned is now said to have happened."""
    was, now = _controls(scene.was_tokens(edit)), _controls(scene.now_tokens(edit))
    verbs_was, verbs_now = set(_verbs(scene.was_tokens(edit))) - was, set(_verbs(scene.now_tokens(edit))) - now
    if not verbs_was & verbs_now or bool(was) == bool(now):
        return None
    word = next(iter(was | now))
    return Verdict("event", "changed", f"With “{word}” the act is only said to be on its way; without it, it happened.")


def _controls(tokens: tuple[Token, ...]) -> set[str]:
    """The verbs of a stretch that govern another verb: ``offer`` in ``offered to resign``."""
    found = set()
    for first, token in enumerate(tokens):
        governs = any(t.dep == "xcomp" and t.pos == "VERB" for t in tokens[first + 1 : first + 4])
        if token.pos == "VERB" and token.lemma.lower() in _CONTROL and governs:
            found.add(token.lemma.lower())
    return found


def _polarity(edit: Edit, scene: Scene) -> Verdict | None:
    def negations(tokens: tuple[Token, ...]) -> int:
        return sum(token.dep == "neg" or token.lemma.lower() in _NEGATIVE for token in tokens)

    was, now = scene.was_tokens(edit), scene.now_tokens(edit)
    verbs_was, verbs_now = _verbs(was), _verbs(now)
    only_negation = not edit.was or not edit.now
    if (negations(was) + negations(now)) % 2 == 0:
        return None
    if only_negation and not (verbs_was or verbs_now) and len(was) + len(now) <= 3:
        return Verdict("event", "reversed", "A negation appears or is gone.")
    if verbs_was and verbs_now and any(_akin(a, b) for a in verbs_was for b in verbs_now):
        return Verdict("event", "reversed", "The same act is now denied, or no longer denied.")
    return None


def _other_act(edit: Edit, scene: Scene) -> Verdict | None:
    for a in _verbs(scene.was_tokens(edit)) + _nouns_of_act(scene.was_tokens(edit)):
        for b in _verbs(scene.now_tokens(edit)) + _nouns_of_act(scene.now_tokens(edit)):
            kind = contrast(a, b)
            if kind:
                return Verdict("event", kind, f"“{a}” became “{b}”.")
    return None


def _other_party(edit: Edit, scene: Scene) -> Verdict | None:
    """The doer or target of an act that stays is another one."""
    was, now = _core_head(scene.pair.was, edit.was), _core_head(scene.pair.now, edit.now)
    if was is None or now is None or "PRON" in (was.pos, now.pos):
        return None
    a, b = was.lemma.lower(), now.lemma.lower()
    if a == b or _interchangeable(a, b) or same_kind(a, b) or _alias(edit, scene):
        return None
    state, other = country_of(scene.was_words(edit)), country_of(scene.now_words(edit))
    if state and other:
        return Verdict("event", "changed", f"It was {state.name}, now it is {other.name}.") if state != other else None
    definite = _is_definite(scene.was_tokens(edit)) and _is_definite(scene.now_tokens(edit))
    if definite and {was.pos, now.pos} == {"NOUN"} and a in scene.parent_words and b in scene.parent_words:
        # Both phrases point back to something, and the parent uses both words: not one thing under two names.
        return Verdict(
            "event",
            "changed",
            f"“{scene.was_words(edit)}” became “{scene.now_words(edit)}”, which is something else in the parent.",
        )
    return None


def _is_definite(tokens: tuple[Token, ...]) -> bool:
    """True for a phrase that points back to something known: with an article, a demonstrative or an owner."""
    return bool(tokens) and (tokens[0].lemma.lower() in _POINTING or tokens[0].tag in ("PRP$", "POS"))


def _alias(edit: Edit, scene: Scene) -> bool:
    was, now = touching(scene.pair.was, edit.was, Name), touching(scene.pair.now, edit.now, Name)
    return any(same_entity(a, b) for a in was for b in now)


def _core_head(side: Side, at: Range | None) -> Token | None:
    """The head of a noun phrase that is subject or object of a verb, when the range is that phrase."""
    if at is None:
        return None
    heads = [n for n in range(*at) if side.phrases[n] == n and side.tokens[n].pos in ("NOUN", "PROPN", "PRON")]
    return next((side.tokens[n] for n in heads if side.tokens[n].dep in _CORE), None)


def _act_lost(edit: Edit, scene: Scene) -> Verdict | None:
    if (edit.was is None) == (edit.now is None):
        return None
    side, at = (scene.pair.was, edit.was) if edit.was else (scene.pair.now, edit.now)
    if at is None:
        return None
    acts = [
        side.tokens[n]
        for n in range(*at)
        if side.tokens[n].pos == "VERB" and side.tokens[n].dep in _CLAUSE and _has_doer(side, n)
    ]
    if not acts:
        return None
    verb = acts[0].lemma
    if edit.was:
        return Verdict("event", "dropped", f"What was said with “{verb}” is gone.")
    return Verdict("event", "added", f"What is said with “{verb}” is new.")


def _has_doer(side: Side, verb: int) -> bool:
    token = side.tokens[verb]
    subject = any(t.head == verb and t.dep.startswith("nsubj") for t in side.tokens)
    return subject or token.dep in ("conj", "relcl", "advcl", "acl")


def _verbs(tokens: tuple[Token, ...]) -> list[str]:
    return [token.lemma.lower() for token in tokens if token.pos == "VERB"]


def _nouns_of_act(tokens: tuple[Token, ...]) -> list[str]:
    return [token.lemma.lower() for token in tokens if token.pos in ("NOUN", "ADJ", "ADV")]


def _akin(a: str, b: str) -> bool:
    return a == b or bool(meaning_groups(a) & meaning_groups(b)) or tone(a) != tone(b)


# -------------------------------------------------------------------------------------------------------------- detail


_FRAME = re.compile(
    r"\W*(on|from) (the|its|his|her|their) [\w.\- ]{1,30} (side|part|front|end)\W*|for (its|his|her|their|our) part\W*"
    r"|\W*(meanwhile|moreover|furthermore|however|besides|also|in addition|in turn|at the same time|on the other hand"
    r"|in the meantime|as a result|in fact|of course|after all|for example|for instance|in other words|that said)\W*",
    re.IGNORECASE,
)


def is_frame(words: str) -> bool:
    """True for words that only lead over to the next thought (``on the other side,``) and carry no information."""
    return bool(_FRAME.fullmatch(words))


def _elsewhere_in(scene: Scene, edit: Edit, *, child: bool) -> set[str]:
    """Content words of the other edits on one side: what seems lost may stand there (``use of X`` -> ``X use``)."""
    side = scene.pair.now if child else scene.pair.was
    ranges = (other.now if child else other.was for other in scene.pair.edits if other != edit)
    return {word for at in ranges for word in _content(tokens_in(side, at))}


def detail_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A modifier with information that is lost or gained while its head stays."""
    lost, gained = _content(scene.was_tokens(edit)), _content(scene.now_tokens(edit))
    if edit.kind != "edit" or is_frame(scene.was_words(edit) or scene.now_words(edit)):
        return None
    if lost - gained and lost - gained <= _elsewhere_in(scene, edit, child=True):
        return None
    if gained - lost and gained - lost <= _elsewhere_in(scene, edit, child=False):
        return None
    if lost > gained and (gained or edit.now is None):
        return Verdict("detail", "less", f"Without “{scene.was_words(edit).strip(' ,')}” the text says less.")
    if gained > lost and (lost or edit.was is None):
        return Verdict("detail", "more", f"With “{scene.now_words(edit).strip(' ,')}” the text says more.")
    return None
