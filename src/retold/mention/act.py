"""Classes of acts: the verbs of each class of PLOVER, and the nouns that make one with a light verb (``hold talks``).

PLOVER is the Political Language Ontology for Verifying Event Records (Open Event Data Alliance). The words are listed
by hand. ``TRADE`` and ``CHANGE`` are ours, for news outside politics.
"""

from __future__ import annotations

_VERBS = {
    "AGREE": "agree accept approve sign ratify adopt settle allow permit grant pledge promise commit consent undertake",
    "CONSULT": "meet visit negotiate discuss consult talk confer host attend mediate convene lead arrive travel "
    "receive tour telephone phone",
    "SUPPORT": "support endorse back praise welcome defend recognise recognize hail congratulate honor honour thank "
    "commend applaud restore",
    "COOPERATE": "cooperate collaborate share join partner ally normalise normalize extradite exchange",
    "AID": "aid donate fund help deliver evacuate rescue lend subsidise subsidize assist contribute provide",
    "YIELD": "yield resign concede surrender ease lift release free apologise apologize reopen quit pardon relax "
    "legalise legalize repatriate return hand_over turn_over step_down give_up",
    "RETREAT": "withdraw retreat pull_out pull_back disarm demobilise demobilize",
    "REQUEST": "request ask appeal urge seek propose offer call_for",
    "DEMAND": "demand insist call press push require order summon call_on",
    "ACCUSE": "accuse blame sue charge indict allege condemn criticise criticize denounce deplore fault "
    "complain rebuke lambast censure disapprove slam blast",
    "INVESTIGATE": "investigate probe inspect examine interrogate question search scrutinise scrutinize",
    "REJECT": "reject refuse decline cancel scrap halt block veto deny shelve dismiss overturn oppose suspend call_off "
    "shut_down axe postpone defy rebuff renege rule_out violate ignore resist turn_down",
    "THREATEN": "threaten warn vow",
    "PROTEST": "protest strike demonstrate march rally riot walk_out",
    "SANCTION": "sanction ban expel embargo fine penalise penalize restrict boycott sever recall cut_off break_off",
    "MOBILIZE": "mobilise mobilize deploy arm station mass reinforce",
    "COERCE": "coerce arrest detain jail imprison seize raid pressure evict censor convict sentence squeeze deport "
    "disperse execute confiscate curb crack_down round_up",
    "ASSAULT": "assault attack kill injure wound beat shoot stab murder kidnap rape torture explode collapse "
    "crash sink capsize drown die assassinate abduct ambush blow_up",
    "FIGHT": "fight bomb shell clash bombard invade capture occupy storm battle",
    "TRADE": "buy sell acquire purchase merge invest export import",
    "CHANGE": "cut raise increase reduce lower rise fall drop grow shrink hire fire lay_off close open",
}
_LIGHT = frozenset(
    """hold stage launch sign reach impose provide give make take start begin open conduct carry_out send have offer
    organize organise mount call strike extend lodge file voice express set establish conclude issue break use
    carry lead order join face put announce grant resume plan want call_for""".split()
)
_NOUNS = {
    "CONSULT": "talk meeting summit negotiation discussion consultation dialogue visit conference mediation",
    "AGREE": "agreement deal treaty pact accord memorandum contract",
    "PROTEST": "protest rally demonstration strike march riot sit-in",
    "SANCTION": "sanction embargo ban tariff boycott",
    "ASSAULT": "attack raid assault airstrike ambush",
    "FIGHT": "offensive war battle shelling bombardment fire",
    "AID": "aid assistance relief loan grant help",
    "YIELD": "ceasefire truce amnesty concession",
    "INVESTIGATE": "investigation probe inquiry enquiry inspection",
    "ACCUSE": "complaint criticism objection lawsuit charge concern regret",
    "MOBILIZE": "troop force soldier exercise alert",
    "SUPPORT": "support tie relation embassy backing",
    "THREATEN": "threat ultimatum",
    "COERCE": "curfew crackdown emergency",
    "DEMAND": "demand",
    "REQUEST": "appeal request",
}
_CLASS_OF = {verb: name for name, verbs in _VERBS.items() for verb in verbs.split()}
_CLASS_WITH = {noun: name for name, nouns in _NOUNS.items() for noun in nouns.split()}


def class_of(verb: str, thing: str | None) -> str:
    """The class of a verb (``shut_down``) with its object; ``OTHER`` when it has none."""
    if thing is not None and verb in _LIGHT and thing in _CLASS_WITH:
        return _CLASS_WITH[thing]
    return _CLASS_OF.get(verb, "OTHER")
