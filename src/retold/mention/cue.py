"""The words that attribute: verbs and nouns of saying, what each takes as its content, and how firm they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from retold.mention.tree import Tree

Firmness = Literal["firm", "neutral", "weak"]

_TABLE = """
clause quote | neutral | say add note remark observe comment reply respond answer recall state write tweet post quip
  joke exclaim shout yell reiterate repeat stress emphasize emphasise underscore underline conclude explain mention
  recount relate testify report email blog retort counter lament complain boast gripe grumble muse opine interject
  clarify elaborate narrate echo reflect concur contend read message
quote | neutral | continue begin chant whisper mutter laugh thunder intone deadpan fume scoff chime cry sing ask
  wonder finish snap sigh demand urge plead implore
clause quote object | neutral | argue acknowledge concede predict admit estimate forecast calculate caution quote
  propose deny warn advise specify stipulate rule decide determine judge
clause quote object | firm | announce confirm reveal declare disclose
clause quote | firm | show find prove establish demonstrate
clause quote | weak | claim allege suggest speculate hint imply maintain insist assert posit intimate purport
clause | weak | believe think fear hope suspect feel expect worry assume doubt guess reckon consider
clause | neutral | realize realise learn agree indicate signal vow promise pledge swear assure recommend require
  know understand hear discover notice see mean propose request demand order
told clause quote | neutral | tell inform assure remind notify brief
told clause quote | weak | convince persuade
asked | neutral | urge ask call tell order press beg implore advise encourage invite warn request instruct pressure
  lobby challenge direct remind beseech
whether | neutral | ask wonder question inquire enquire
object | neutral | criticize criticise praise blast condemn dismiss defend mock slam denounce attack cite describe
  question decry express voice hail applaud blame accuse thank lambast ridicule rebuke repudiate highlight outline
  lament deride bash tout dispute refute rebut detail discuss explain recommend suggest repeat reiterate demand
  discount downplay deplore extol chide excoriate commend salute chastise scold admonish brand label dub liken
  compare characterize characterise portray paint depict reference address stress emphasize mention
to-do | neutral | promise vow pledge threaten refuse decline agree offer swear propose ask demand
as | neutral | describe portray depict characterize characterise cast paint dismiss denounce hail condemn criticize
  praise label
seen-as | neutral | describe portray depict characterize characterise cast paint dismiss denounce hail condemn
  criticize praise label see view regard perceive consider
call | neutral | call name brand label dub deem consider declare term
quote clause | neutral | point_out go_on fire_back shoot_back hit_back chime_in push_back write_back cut_in speak_up
  sum_up spell_out add_on interject opine quip sigh snap
object | neutral | spell_out lay_out call_out single_out
at:point to:point | neutral | point
to:refer to:allude | neutral | refer allude object admit
for:call for:push for:argue for:advocate for:appeal for:ask for:campaign for:press for:plead for:apologize
  for:apologise | neutral | call push argue advocate appeal ask campaign press plead apologize apologise
against:argue against:warn against:rail against:protest against:caution of:warn of:speak of:complain of:accuse
  of:boast of:talk | neutral | argue warn rail protest caution speak complain accuse boast talk
about:speak about:talk about:complain about:joke about:warn about:worry about:boast about:rave on:comment
  on:elaborate on:touch | neutral | speak talk complain joke warn worry boast rave comment elaborate touch
on-to:call | neutral | call
object | neutral | note recall recount quote mention reveal confirm echo predict announce support oppose endorse welcome
with:agree with:disagree with:counter at:hint on:opine about:ask about:question | neutral | agree disagree counter hint
  opine ask question
clause | neutral | charge
"""
"""A row: what its verbs take as content, how firm they are, the verbs. ``for:call`` is the object of ``call for``,
``point_out`` a verb with its particle."""

_NOUNS = frozenset(
    """claim statement allegation assertion suggestion warning belief fear view argument promise announcement
    accusation contention prediction insistence hint notion idea report rumor rumour conclusion finding admission
    acknowledgment acknowledgement concern hope pledge vow assurance speculation theory denial complaint declaration
    assessment estimate indication guess confirmation testimony charge observation remark comment sense opinion
    conviction suspicion message point question reminder word note evidence""".split()
)
_CALLING_NOUNS = frozenset(
    """call demand criticism support opposition request praise attack condemnation denunciation plea appeal""".split()
)
"""Nouns whose content stands after ``for``, ``of``, ``to`` or ``on``; they need an owner in front."""


@dataclass(frozen=True, slots=True)
class Cue:
    """How a verb attributes: the kinds of content it takes, with the firmness of each."""

    frames: frozenset[str]
    firmness: Firmness

    def takes(self, frame: str) -> bool:
        return frame in self.frames


@cache
def cues() -> dict[str, Cue]:
    """The verbs of saying by their lemma."""
    found: dict[str, Cue] = {}
    for row in _TABLE.replace("\n  ", " ").strip().split("\n"):
        frames, firmness, verbs = (cell.strip() for cell in row.split("|"))
        level: Firmness = "firm" if firmness == "firm" else "weak" if firmness == "weak" else "neutral"
        for verb in verbs.split():
            known = found.get(verb, Cue(frozenset(), level))
            found[verb] = Cue(known.frames | set(frames.split()), known.firmness)
    return found


def cue_at(tree: Tree, verb: int) -> Cue | None:
    """How a verb attributes, with its particle when that makes another verb of it (``point out``)."""
    lemma = tree.tokens[verb].lemma.lower()
    particle = tree.child(verb, "prt")
    with_it = cues().get(f"{lemma}_{tree.tokens[particle].text.lower()}") if particle is not None else None
    return with_it or cues().get(lemma)


def is_saying_noun(lemma: str) -> bool:
    """True for nouns such as ``claim`` that a that-clause gives the content of."""
    return lemma in _NOUNS


def is_calling_noun(lemma: str) -> bool:
    """True for nouns such as ``call`` whose content stands after a preposition."""
    return lemma in _CALLING_NOUNS
