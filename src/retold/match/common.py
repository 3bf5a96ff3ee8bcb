"""How common English words are: the background that makes a shared word mean something even in a pile of two pages.

Two rough classes are enough: words that say nothing about a topic, and words that stand in news of every kind. All
other words count as rare. The lists are written by hand.
"""

from __future__ import annotations

import re

_FUNCTION = frozenset(
    """a about above across after again against ago all almost alone along already also although always am among an and
    another any anybody anyone anything anyway are aren't around as aside at away back be became because become becomes
    been before began begin behind being below beside besides best better between beyond both but by came can can't
    cannot come comes coming could couldn't did didn't do does doesn't doing don't done down due during each either else
    enough even ever every everyone everything except far few fewer for from further gave get gets getting give given
    gives go goes going gone got had hadn't has hasn't have haven't having he he's her here hers herself him himself his
    how however i i'm i've if in indeed inside instead into is isn't it it's its itself just keep keeps kept know known
    last later least less let like likely little long made make makes making many may maybe me might mine more moreover
    most much must my myself near nearly neither never nevertheless next no nobody none nor not nothing now of off often
    on once one ones only onto or other others otherwise our ours ourselves out outside over own per perhaps put quite
    rather really s same say saying says see seem seemed seems seen several shall she she's should shouldn't since so
    some somebody someone something soon still such t take taken takes taking than that that's the their theirs them
    themselves then there there's therefore these they they're thing things this those though through thus to today
    together told tomorrow tonight too took toward towards two under unless unlike until up upon us used using very via
    want wants was wasn't we we're we've well went were weren't what what's whatever when where whereas whether which
    while who who's whole whom whose why will with within without won't would wouldn't yesterday yet you you're your
    yours yourself said added according told tell tells asked ask asks news report reports reported reporting story
    article read share click photo file image video""".split()
)

_COMMON = frozenset(
    """access account act action administration age agency agreed agreement aid air allow allowed announced announcement
    annual appear appeared area army article attack authority authorities available average bad ban bank based bill
    billion black board body book border brought budget build building business call called campaign capital car
    care case cause caused central centre center chairman chance change changes charge charges chief child children
    church city civil claim claimed claims clear close club coach come comment commission committee common community
    company companies concern concerns conference confirmed congress continue continued control cost costs council
    country countries couple course court crime crisis current cut cuts data date day days deal death deaths decade
    decided decision defence defense demand department despite development die died different director district doctor
    dollar dollars door drive early earlier east economic economy education effect effort efforts election elections
    emergency end ended energy england event evidence executive expect expected expert experts face facing fact failed
    fall family father february january march april june july august september october november december federal feel
    fell field fight figure figures final financial find fire firm first five focus follow followed following food
    force forced forces foreign former forward found four free friday friend friends full fund funding future game
    general global good government governor great ground group groups growing growth half hand hands happen happened
    hard head health hear heard hearing heart held help high higher hit hold home hope hospital host hour hours house
    human hundred hundreds idea immediately impact important include included including increase increased industry
    information injured injuries interest international interview investigation involved issue issues job jobs join
    joined judge justice key kill killed kind labor labour land large late launch launched law lawmakers lawyer lead
    leader leaders leading league leave leaving led left legal letter level life light line list live lives living local
    look looking lost lot low lower main major majority man manager market match matter meet meeting member members men
    message military million millions minister ministers minute minutes missing moment monday money month months morning
    mother move moved movement mr mrs ms murder music name named nation national nations need needed needs network new
    night north northern note number numbers offer offered office officer officers official officials old open opened
    opposition order organisation organization pain paid part parties party past pay peace people percent period person
    phone place plan planned plans play played player players point points police policy political poor position
    possible post power president press pressure price prices prime prison private problem problems process product
    program programme project property protect protest public published purchase question questions quickly race raise
    raised ran rate reached ready real reason reasons received recent recently record region release released remain
    remained remains rep representative republic research response result results return returned right rights rise
    rising risk river road role room rule rules run running sale sales saturday school season seat second secretary
    security senate senator senior sent september serious service services set seven share shares shooting short shot
    show showed shows side sign signed similar single site situation six small social son source sources south southern
    space speak special spent spokesman spokesperson spokeswoman staff stage stand star start started state statement
    states station stay step stop story street strike strong student students study suffered suggested sunday support
    sure suspect system talk talks tax team ten term test third thought thousand thousands threat three thursday time
    times top total town trade training travel treatment trial tried troops trying tuesday turn turned tv type union unit
    united university use users value victim victims view visit vote wait war warned washington water way website
    wednesday week weekend weeks weight west western white widely wife win wing woman women won word words work worked
    worker workers working world worse wrong year years young""".split()
)

_SUFFIX = re.compile(r"(?:'s|ing|ed|es|s|ly)$")

FUNCTION_SHARE = 0.9
"""Share of articles that hold a given function word, roughly."""
COMMON_SHARE = 0.15
"""Share of articles that hold a given everyday news word, roughly."""
RARE_SHARE = 0.002
"""Share of articles that hold any other given word, roughly."""


def is_function(word: str) -> bool:
    """True for a folded word that says nothing about what a text is about."""
    return word in _FUNCTION


def is_content(word: str) -> bool:
    """True for a folded word that is about something in particular: neither a function word nor an everyday one."""
    return word not in _FUNCTION and word not in _COMMON and len(word) > 1


def background_share(word: str) -> float:
    """The share of all news articles that hold this folded word, as far as the two lists tell."""
    if word in _FUNCTION:
        return FUNCTION_SHARE
    return COMMON_SHARE if word in _COMMON else RARE_SHARE


def stem(word: str) -> str:
    """A folded word without its ending, so that ``halts``, ``halted`` and ``halting`` meet; figures stay whole."""
    if len(word) < 5 or not word[0].isalpha():
        return word
    cut = _SUFFIX.sub("", word)
    if len(cut) < 3:
        return word
    return cut[:-1] if cut != word and len(cut) > 3 and (cut[-1] == cut[-2] or cut[-1] == "e") else cut.rstrip("e")
