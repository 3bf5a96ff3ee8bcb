"""Words by which furniture is known, in the languages of the pages it was measured on."""

from __future__ import annotations

import re

STOP_WORDS = frozenset(
    """
    the of and to in a is that it was for on with as his he be at by had not are but from or have an they which one were
    all their there been has when who will no more if out so said what up its into than them can other some could these
    der die das und ist nicht ein eine zu den von mit sich des auf für im dem hat auch als es an werden aus er sie nach
    wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch man sein wurde
    le la les des et un une du en que qui dans pour pas sur au plus par avec ce il sont se est aux ou cette ont mais son
    comme été elle ses nous leur ces après tout été fait
    el los las del y una se con por su para como más al lo pero sus le ya este sí porque esta entre cuando muy sin sobre
    también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso
    il di che è per non sono della nel dei si alla più ha gli delle anche dal come ma nella al questo stato era
    o da em não uma os no na mais dos foi à ao das são ele pelo tem pela até isso ela entre seu sua ser
    de het een van dat en te voor met op zijn aan om ook maar bij naar er dan nog werd wordt heeft
    och att det som på är av för med den till inte om ett har de jag så var men sig från vi kan när under år eller
    og at i er til ikke på med han af de på hun være
    i w na z się nie to że do jest o jak po co ale za od przez tym są dla już tak tego czy był
    и в не на что он с как это по но из у за то же от так о для бы его до вы мы их если
    ve bir bu için ile da olarak çok daha olan gibi sonra kadar ancak en ne olduğu
    dan yang di untuk dengan dari pada ini itu dalam akan tidak oleh ke tersebut
    là và của có cho được các không những một với trong này đã
    a az és hogy nem egy volt ez meg csak is ja on ei että se oli
    w f t σε και το να της του την των με για που από δεν είναι θα
    के में की है और से को का पर ने कि في من على أن إلى عن مع هذا التي
    """.split()
)  # fmt: skip

IMPERATIVE = re.compile(
    r"""\b(?:sign|click|tap|join|get|try|learn|save|subscribe|discover|find|check|follow|share|watch|download|see|read
    |enter|start|buy|shop|explore|register|book|claim|grab|enjoy|want|ready|don't|do|add|send|call|visit|support|help)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
SAID = re.compile(
    r"\b(?:said|says|told|added|according|sagte|erklärte|laut|déclaré|selon|dijo|según|afirmó|disse|segundo"
    r"|ha detto)\b",
    re.IGNORECASE,
)

_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|märz|mai|juni|juli|okt|dez|janv|févr|mars|avril|juin|juil|août"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio"
    "|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro"
)
DATE = re.compile(
    rf"""\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}} | \b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b
    | \b\d{{1,2}}\.?\s+(?:de\s+)?(?:{_MONTHS})[a-zé]*\.?
    | \b(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}\b | \d{{4}}年\d{{1,2}}月""",
    re.IGNORECASE | re.VERBOSE,
)
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b(?:\s*(?:am|pm|uhr|gmt|utc|est|edt|cet))?", re.IGNORECASE)
AGO = re.compile(
    r"\b(?:\d+|an?|one|two|three)\s*(?:sec|min|hour|hr|day|week|month|year|h|d|w)\w*\s+ago\b|\bvor \d+ |\bhace \d+ "
    r"|\bil y a \d+ |\bhá \d+ |\byesterday$|^today$|^just now$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_NEAR_DAY = re.compile(r"ago\b|day$|now$")
"""What a time without a figure ends with: ``an hour ago``, ``yesterday``."""
SAID_WORDS = (
    "said says told added according sagte erklärte laut déclaré selon dijo según afirmó disse segundo detto".split()
)
"""Words of saying, which stand in articles far more often than in furniture."""
MONTH_WORDS = """
    jan january feb february mar march apr april may jun june jul july aug august sep sept september oct
    october nov november dec december januar februar märz mai juni juli okt oktober dez dezember janv janvier
    févr février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril
    mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno
    luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro novembro
    dezembro
""".split()


def may_say_when(text: str) -> bool:
    """False for a text in which neither a date nor ``AGO`` can stand: it has no figure and no word for a near day."""
    return bool(_FIGURE.search(text) or _NEAR_DAY.search(text.lower()))
