"""Every code a finding can carry, with its text and own examples: what ``retold rule S201`` prints.

A code is the class (one letter for the family, one digit) and two digits for the direction. A code is never reused.
"""

from __future__ import annotations

from dataclasses import dataclass

from retold.model import ChangeClass, Weight


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a parent and of its child; an empty side means that the words are not there."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means: its class and direction, the weight it starts with, a text, and examples."""

    code: str
    class_: ChangeClass | None
    """None for findings that are not a change between two texts."""
    direction: str
    weight: Weight
    title: str
    text: str
    examples: tuple[Example, ...]


PRECEDENCE: tuple[ChangeClass, ...] = (
    "quote",
    "attribution",
    "number",
    "date",
    "name",
    "role",
    "event",
    "credit",
    "hedge",
    "tone",
    "detail",
    "reference",
    "order",
    "wording",
    "format",
)
"""If several classes fit one edit, the first of these is its class, the rest go to ``also``."""

_NUMBER = "A quantity, share, sum, count or unit of a claim that stays."
_DATE = "A point or span of time, compared after it was resolved; the same day in other words is not a change."
_NAME = "A person, body or work; another name of the same one is a change of reference."
_ROLE = "Office, title or tie of a named person."
_EVENT = "Who did what to whom: the act, its doer, its target, or whether it happened at all."
_DETAIL = "A modifier that carries information (manner, rank, extent, timing); the claim itself stays."
_QUOTE = "Words in quotation marks, compared letter by letter; other styles of the marks do not count."
_ATTRIBUTION = "Who a claim is said to come from: number, identity, standing or anonymity of the source."
_CREDIT = "The outlet or agency named as the source of the article."
_HEDGE = "How sure, how often, how likely the text says it is."
_TONE = "Evaluating, colloquial or loaded wording against plain wording."
_REFERENCE = "The same thing named another way."
_ORDER = "The same content in another place."

_ROWS: tuple[tuple[str, ChangeClass, str, Weight, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("F101", "number", "changed", "high", "number changed", _NUMBER,
     (("The plant will cost 3.5 million crowns.", "The plant will cost 3.8 million crowns."),
      ("Twelve people were hurt.", "Twenty people were hurt."))),
    ("F102", "number", "rounded", "medium", "number rounded", _NUMBER,
     (("Turnout was 47.6 percent.", "Turnout was almost 48 percent."),
      ("It sold 1,982 boats.", "It sold about 2,000 boats."))),
    ("F103", "number", "dropped", "medium", "number dropped", _NUMBER,
     (("The council cut 214 jobs.", "The council cut jobs."),
      ("Four of the nine judges agreed.", "The judges agreed."))),
    ("F104", "number", "added", "medium", "number added", _NUMBER,
     (("The council cut jobs.", "The council cut 214 jobs."),
      ("The ferry was full.", "The ferry carried 340 people."))),
    ("F201", "date", "changed", "high", "date changed", _DATE,
     (("The vote is on May 4.", "The vote is on May 14."),
      ("The ship sank on Monday.", "The ship sank on Tuesday."))),
    ("F202", "date", "dropped", "medium", "date dropped", _DATE,
     (("The bridge closed on May 4.", "The bridge closed."),
      ("In 2019 the firm was sold.", "The firm was sold."))),
    ("F203", "date", "added", "medium", "date added", _DATE,
     (("The bridge closed.", "The bridge closed on May 4."),
      ("The firm was sold.", "The firm was sold in 2019."))),
    ("F204", "date", "coarser", "low", "date made coarser", _DATE,
     (("The vote is on May 4.", "The vote is in May."),
      ("It began at noon on Friday.", "It began on Friday."))),
    ("F205", "date", "finer", "low", "date made finer", _DATE,
     (("The vote is in May.", "The vote is on May 4."),
      ("It began on Friday.", "It began at noon on Friday."))),
    ("F301", "name", "changed", "high", "name changed", _NAME,
     (("Treasurer Ada Holm resigned.", "Treasurer Ida Brandt resigned."),
      ("Norvik Shipping was fined.", "Talmar Lines was fined."))),
    ("F302", "name", "misspelt", "medium", "name misspelt", _NAME,
     (("Treasurer Ada Holm resigned.", "Treasurer Ada Hollm resigned."),
      ("Norvik Shipping was fined.", "Norwik Shipping was fined."))),
    ("F303", "name", "dropped", "medium", "name dropped", _NAME,
     (("The mayor, Jon Adel, agreed.", "The mayor agreed."),
      ("She works for Norvik Shipping.", "She works for a shipping firm."))),
    ("F304", "name", "added", "medium", "name added", _NAME,
     (("The mayor agreed.", "The mayor, Jon Adel, agreed."),
      ("She works for a shipping firm.", "She works for Norvik Shipping."))),
    ("F401", "role", "changed", "high", "role changed", _ROLE,
     (("Ada Holm, a former judge, disagreed.", "Ada Holm, a judge, disagreed."),
      ("Deputy Mayor Jon Adel spoke.", "Mayor Jon Adel spoke."))),
    ("F402", "role", "dropped", "medium", "role dropped", _ROLE,
     (("Ada Holm, the port's chief engineer, disagreed.", "Ada Holm disagreed."),
      ("Mayor Jon Adel spoke.", "Jon Adel spoke."))),
    ("F403", "role", "added", "medium", "role added", _ROLE,
     (("Ada Holm disagreed.", "Ada Holm, the port's chief engineer, disagreed."),
      ("Jon Adel spoke.", "Mayor Jon Adel spoke."))),
    ("F501", "event", "changed", "high", "event changed", _EVENT,
     (("Adel leads the campaign.", "Adel leads the talks."),
      ("The union suspended the strike.", "The firm suspended the strike."))),
    ("F502", "event", "dropped", "medium", "event dropped", _EVENT,
     (("The minister, who walked out, declined to comment.", "The minister declined to comment."),
      ("Police searched the house and seized a car.", "Police searched the house."))),
    ("F503", "event", "added", "medium", "event added", _EVENT,
     (("The minister declined to comment.", "The minister, who walked out, declined to comment."),
      ("Police searched the house.", "Police searched the house and seized a car."))),
    ("F504", "event", "reversed", "high", "event reversed", _EVENT,
     (("The board approved the sale.", "The board did not approve the sale."),
      ("The court upheld the ban.", "The court overturned the ban."))),
    ("F601", "detail", "less", "medium", "detail lost", _DETAIL,
     (("They held a secret meeting.", "They held a meeting."),
      ("She publicly refused.", "She refused."))),
    ("F602", "detail", "more", "medium", "detail gained", _DETAIL,
     (("They held a meeting.", "They held a secret meeting."),
      ("She refused.", "She publicly refused."))),
    ("S101", "quote", "altered", "high", "quotation altered", _QUOTE,
     (("“We never saw the risk,” Holm said.", "“We never saw a risk,” Holm said."),
      ("“It is a small step,” he said.", "“It is a step,” he said."))),
    ("S102", "quote", "trimmed", "medium", "quotation trimmed", _QUOTE,
     (("“We will appeal, if the money allows,” Holm said.", "“We will appeal,” Holm said."),
      ("“Sadly, no,” he said.", "“No,” he said."))),
    ("S103", "quote", "dropped", "high", "quotation dropped", _QUOTE,
     (("“We were not asked,” said a dock worker.", ""),
      ("The plan is “a gift to speculators,” Holm said.", "Holm spoke about the plan."))),
    ("S104", "quote", "added", "high", "quotation added", _QUOTE,
     (("", "“We were not asked,” said a dock worker."),
      ("Holm spoke about the plan.", "The plan is “a gift to speculators,” Holm said."))),
    ("S105", "quote", "paraphrased", "medium", "quotation paraphrased", _QUOTE,
     (("Holm called it “a gift to speculators”.", "Holm called it a gift to speculators."),
      ("“We will appeal,” Holm said.", "Holm said they would appeal."))),
    ("S106", "quote", "quoted-up", "high", "paraphrase put into quotation marks", _QUOTE,
     (("Holm called it a gift to speculators.", "Holm called it “a gift to speculators”."),
      ("Holm said they would appeal.", "“We will appeal,” Holm said."))),
    ("S107", "quote", "other-speaker", "high", "quotation given to another speaker", _QUOTE,
     (("“We will appeal,” Holm said.", "“We will appeal,” Adel said."),
      ("“No,” said the mayor.", "“No,” said the treasurer."))),
    ("S201", "attribution", "weaker", "high", "attribution weaker", _ATTRIBUTION,
     (("Two members of the board said the sale had failed.", "People said the sale had failed."),
      ("A senior port official said so.", "An official said so."))),
    ("S202", "attribution", "stronger", "medium", "attribution stronger", _ATTRIBUTION,
     (("People familiar with it said so.", "Ministry spokesman Jon Adel said so."),
      ("An official said so.", "A senior port official said so."))),
    ("S203", "attribution", "dropped", "high", "attribution dropped", _ATTRIBUTION,
     (("Police said the driver was drunk.", "The driver was drunk."),
      ("According to Holm, the fund is empty.", "The fund is empty."))),
    ("S204", "attribution", "added", "medium", "attribution added", _ATTRIBUTION,
     (("The driver was drunk.", "Police said the driver was drunk."),
      ("The fund is empty.", "According to Holm, the fund is empty."))),
    ("S205", "attribution", "other", "high", "claim given to another source", _ATTRIBUTION,
     (("Police said the driver was drunk.", "Neighbours said the driver was drunk."),
      ("Holm said the fund is empty.", "Adel said the fund is empty."))),
    ("S301", "credit", "dropped", "high", "credit dropped", _CREDIT,
     (("Source: Harrow Courier", ""), ("MARLOW (Northwire Press) - The port closed.", "MARLOW - The port closed."))),
    ("S302", "credit", "added", "medium", "credit added", _CREDIT,
     (("", "Source: Harrow Courier"), ("MARLOW - The port closed.", "MARLOW (Northwire Press) - The port closed."))),
    ("S303", "credit", "other", "high", "credit given to another outlet", _CREDIT,
     (("Source: Harrow Courier", "Source: Vale Observer"), ("(Northwire Press)", "(Northwire)"))),
    ("V101", "hedge", "firmer", "medium", "made firmer", _HEDGE,
     (("The board usually agrees.", "The board agrees."), ("The port may close.", "The port will close."))),
    ("V102", "hedge", "looser", "medium", "made looser", _HEDGE,
     (("The board clearly knew.", "The board knew."), ("The port will close.", "The port may close."))),
    ("V201", "tone", "hotter", "medium", "tone hotter", _TONE,
     (("Holm criticised the plan.", "Holm slammed the plan."), ("Prices fell.", "Prices crashed."))),
    ("V202", "tone", "cooler", "medium", "tone cooler", _TONE,
     (("Holm slammed the plan.", "Holm criticised the plan."), ("Nobody was fooled.", ""))),
    ("R101", "reference", "same", "low", "named another way", _REFERENCE,
     (("The firm denied it.", "The company denied it."), ("Ada Holm denied it.", "Holm denied it."))),
    ("R102", "reference", "broader", "medium", "named more broadly", _REFERENCE,
     (("The Holm cabinet agreed.", "The government agreed."), ("The surgeon left.", "The doctor left."))),
    ("R103", "reference", "narrower", "low", "named more narrowly", _REFERENCE,
     (("The government agreed.", "The Holm cabinet agreed."), ("The doctor left.", "The surgeon left."))),
    ("R104", "reference", "vaguer", "medium", "name replaced by a pronoun", _REFERENCE,
     (("The port refused.", "They refused."), ("Holm knew of it.", "She knew of it."))),
    ("R201", "order", "moved", "low", "order changed", _ORDER,
     (("Prices rose as winter came.", "As winter came, prices rose."),
      ("On Monday the port closed.", "The port closed on Monday."))),
    ("R202", "order", "moved up", "low", "moved up", _ORDER,
     (("A sentence near the end.", "The same sentence near the top."), ("Paragraph nine.", "Paragraph two."))),
    ("R203", "order", "moved down", "low", "moved down", _ORDER,
     (("A sentence near the top.", "The same sentence near the end."), ("Paragraph two.", "Paragraph nine."))),
    ("R301", "wording", "same", "low", "worded differently", "Other words, same meaning: synonym, voice, tense.",
     (("The talks were called off.", "The talks were cancelled."), ("It has gone well.", "It had gone well."))),
    ("R401", "format", "same", "low", "written differently", "Spelling, case, punctuation, style of marks.",
     (("The defence budget.", "The defense budget."), ("Three percent.", "3 %."))),
    ("R402", "format", "dropped", "low", "headline absent", "A headline or cross-heading that the child does not have.",
     (("Port closes after storm", ""), ("Holm to appeal", ""))),
    ("R403", "format", "added", "low", "headline added", "A headline or cross-heading that the parent does not have.",
     (("", "Port closes after storm"), ("", "Holm to appeal"))),
)  # fmt: skip

_LINEAGE = (
    Rule("L101", None, "hidden", "high", "hidden source",
         "The article was made from another text and names no source for it: neither the outlet it was taken from nor "
         "the one that text was taken from.",
         (Example("Harrow Courier: Port closes after storm", "Vale Observer: the same sentences, no credit"),
          Example("Source: Harrow Courier", ""))),
)  # fmt: skip

RULES: dict[str, Rule] = {row[0]: Rule(*row[:6], tuple(Example(*example) for example in row[6])) for row in _ROWS} | {
    rule.code: rule for rule in _LINEAGE
}

_CODE_OF = {(rule.class_, rule.direction): rule.code for rule in RULES.values()}


def code_of(class_: ChangeClass, direction: str) -> str:
    """The code of a class and direction; raises ``KeyError`` for a direction that the class does not have."""
    return _CODE_OF[class_, direction]
