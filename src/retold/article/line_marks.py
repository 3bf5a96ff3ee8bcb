"""What one line of furniture shows by itself: the words that hint at its kind, and its form."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from retold.article import wordlists
from retold.tables.furniture import all_cues, cues_in, unspaced_cues_in, words_in

_LOOKED_AT = 400
"""Characters of a line that are looked at: what a line is shows at its start."""
_WORDS = 60
_SHORT, _LONG = 4, 12
LENGTHS = (1, 2, 3, 5, 8, 13, 21, 35)
"""Steps of the number of words of a line."""
_MOSTLY = 0.6
"""Share of a line's words that phrases of the table must cover for it to say nothing else."""

_DIGIT = re.compile(r"\d")
_BULLET = re.compile(r"(?:[*+•·▪►–—\->»|✓➝→]|o(?=\s))\s*")
_NUMBERED = re.compile(r"\W{0,3}\d{1,3}[.)]?\s+\S")
_PRICE = re.compile(r"[$£€¥₹]\s?\d|\d\s?(?:€|EUR|USD)(?!\w)")
_ADDRESS = re.compile(r"https?:|www\.|\.(?:com|org|net|de|co\.uk)\b", re.IGNORECASE)
_HANDLE = re.compile(r"(?:^|[\s(])@\w{3}")
_CLOCK = re.compile(r"\W*\d{1,2}:\d\d(?::\d\d)?\W*$")
_AGO = re.compile(
    r"\b\d+\s?(?:h|hrs?|hours?|min|mins|minutes?|d|days?|weeks?|months?|years?)\s+ago\b|\bvor \d+|\bhace \d+"
    r"|\bil y a \d+|^\W*\d{1,2}\s?[hd]$",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\((?:photo|ap|afp|reuters|getty|epa|foto|pa)\b|[/|]\s?(?:afp|ap|epa|dpa|getty|reuters|efe|pa)\b", re.IGNORECASE
)
_AGENCIES = frozenset("afp reuters epa dpa imago unsplash shutterstock alamy efe ansa anp".split())
_CREDIT_LABEL = re.compile(
    r"(?:^|[\W_])(?:photo|image|picture|foto|fotos|bild|credit|crédit|crédito|bildrechte|фото|photograph)"
    r"(?:\s(?:credit|by|par|von))?\s?[:|/]",
    re.IGNORECASE,
)
_CREDITS = (("credited", _CREDITED), ("credit_label", _CREDIT_LABEL))
_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_CUT = re.compile(r"(?:\.\.\.?|…|\[…\])\W*$")
_SAYS = frozenset("says said wrote schrieb dijo dice".split())
_YOU = frozenset("you your we our us sie ihre ihr wir uns dein deine du vous votre nous tu su sua il tuo".split())
_ME = frozenset("i i'm i've my me ich mein je mon yo mi".split())
_NAME_LIKE = re.compile(r"[^\W\d_][\w.'’\-]+(?: [^\W\d_][\w.'’\-]*){1,3}$")
_PORTRAIT = re.compile(
    r"\W{0,2}(?:[A-ZÀ-Þ][\w.’'-]*,? ){1,5}(?:\([^)]*\) )?(?:is|was|has|covers|covered|writes|wrote"
    r"|joined|lives|works|worked|teaches|serves|reports|edits|leads|ist|war|hat|schreibt|arbeitet|studierte|es|est|è|é)\b"
)
"""A sentence that says of somebody, named at its start, what they are or do."""
_GLUED = re.compile(r"[a-zà-ÿ0-9)%?!][A-ZÀ-Þ][a-zà-ÿ]")

_CUE_FORMS = ("", ":only", ":first", ":short", ":long", ":many")
_FORMS = (
    "symbols digits ends cut colon asks shouts bullet numbered price address mail handle clock copyright bar digit ago"
    " dated credited credit_label capitals title_case lower name_like you me quote says by glued stop_0 stop_1 stop_few"
    " prose foreign orders portrait portrait_job"
).split()
MARKS: tuple[str, ...] = (
    *(f"{cue}{form}" for cue in all_cues() for form in _CUE_FORMS),
    *_FORMS,
    *(f"words_{step}" for step in range(len(LENGTHS) + 1)),
)
"""The marks a line can have; the numbers that ``marks_of`` gives are places in this tuple."""
AT = {name: at for at, name in enumerate(MARKS)}


@lru_cache(maxsize=8192)
def marks_of(text: str) -> tuple[int, ...]:
    """The marks of a line, as places in ``MARKS``; a menu's lines come again and again and are looked up."""
    text = text[:_LOOKED_AT]
    words = words_in(text)[:_WORDS]
    count = word_count(text)
    found = _cue_marks(text, words, count)
    if not words:
        found.append("digits" if _DIGIT.search(text) else "symbols")
    found.extend(_forms(text, words, count))
    if "portrait" in found and ("profession" in found or "bio" in found):
        found.append("portrait_job")
    found.append(f"words_{length_step(count)}")
    return tuple(dict.fromkeys(AT[name] for name in found))


def word_count(text: str) -> int:
    """Words of a line; in a script without spaces every second character counts as one."""
    count = text.count(" ") + 1
    return count if text.isascii() or count > 3 or len(text) < 24 else max(count, len(text) // 2)


def length_step(count: int) -> int:
    """The step of ``LENGTHS`` that a number of words falls on."""
    return bisect_left(LENGTHS, count)


def _cue_marks(text: str, words: list[str], count: int) -> list[str]:
    hits = cues_in(words)
    covered = sum(length for _, length, _ in hits)
    times: dict[str, int] = {}
    first: tuple[str, ...] = ()
    for at, _, cues in hits:
        for cue in cues:
            times[cue] = times.get(cue, 0) + 1
        if at == 0:
            first = cues
    if not text.isascii():
        for cues in unspaced_cues_in(text):
            for cue in cues:
                times[cue] = times.get(cue, 0) + 1
    only = covered >= _MOSTLY * max(len(words), 1)
    found = []
    for cue, many in times.items():
        found.append(cue)
        if only:
            found.append(f"{cue}:only")
        if cue in first:
            found.append(f"{cue}:first")
        if count <= _SHORT:
            found.append(f"{cue}:short")
        elif count > _LONG:
            found.append(f"{cue}:long")
        if many >= 3:
            found.append(f"{cue}:many")
    return found


def _forms(text: str, words: list[str], count: int) -> list[str]:
    found = [name for name, sign in (("bar", "|"), ("copyright", "©")) if sign in text]
    if _DIGIT.search(text):
        found.extend(_number_forms(text, count))
    if "@" in text:
        found.append("mail" if re.search(r"\w@\w", text) else "handle")
    if "." in text and _ADDRESS.search(text):
        found.append("address")
    if _BULLET.match(text):
        found.append("bullet")
    last = text[-1]
    found.extend(name for name, sign in (("colon", ":"), ("asks", "?"), ("shouts", "!")) if last == sign)
    if not last.isalnum():
        found.extend(name for name, pattern in (("ends", _END), ("cut", _CUT)) if pattern.search(text))
    if any(sign in text for sign in "(/|:"):
        found.extend(name for name, pattern in _CREDITS if pattern.search(text))
    elif words and (words[-1] in _AGENCIES or words[-2:] == ["getty", "images"]):
        found.append("credited")
    if words and words[-1] in _SAYS:
        found.append("says")
    if text[0] in "\"'“„«‘":
        found.append("quote")
    if len(text) > 60 and _GLUED.search(text, 20):
        found.append("glued")
    found.extend(_case_forms(text, count) if words else ())
    found.extend(_word_forms(words, text))
    if count > 5 and _PORTRAIT.match(text):
        found.append("portrait")
    return found


def _number_forms(text: str, count: int) -> list[str]:
    rows = (
        ("numbered", _NUMBERED.match(text)),
        ("price", _PRICE.search(text)),
        ("clock", _CLOCK.match(text)),
        ("ago", _AGO.search(text)),
        ("dated", count <= 25 and wordlists.DATE.search(text)),
    )
    return ["digit", *(name for name, holds in rows if holds)]


def _case_forms(text: str, count: int) -> list[str]:
    if text.isupper():
        return ["capitals"]
    if text.islower():
        return ["lower"]
    found = ["title_case"] if count >= 3 and text.istitle() else []
    if 2 <= count <= 4 and _NAME_LIKE.match(text) and all(word[0].isupper() for word in text.split(" ") if word):
        found.append("name_like")
    return found


def _word_forms(words: list[str], text: str) -> list[str]:
    held = set(words)
    stops = sum(map(wordlists.STOP_WORDS.__contains__, words))
    found = [f"stop_{stops}" if stops < 2 else "stop_few" if stops < 5 else "prose"]
    if held & _YOU:
        found.append("you")
    if held & _ME:
        found.append("me")
    if words and words[0] in ("by", "von", "par", "por", "di", "av"):
        found.append("by")
    if words and wordlists.IMPERATIVE.match(words[0]):
        found.append("orders")
    if not text.isascii() and words and not any(word.isascii() for word in words):
        found.append("foreign")
    return found
