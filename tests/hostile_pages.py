"""Pages made to break a cleaner, each with what has to become of it: most are known to have broken one."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

SENTENCES = (
    "The ferry Halcyon went down off Port Ellery on Sunday morning with sixty-one people aboard, the coast guard said.",
    "Nine bodies have been found, and fourteen people were still missing at night, according to the harbour master.",
    "“She was just wrong in the water,” said Maud Fallon, who saw the ship from her kitchen and called for help.",
    "The operator, Saltline, said that the vessel had passed its last inspection in May without a single complaint.",
    "The crews of two fishing boats pulled twenty-six people over the rail before the lifeboat came out of the fog.",
    "Zwei Schiffe aus Brück suchten bis in die Nacht weiter; der Bürgermeister öffnete das Rathaus für die Familien.",
)
"""The article of every page here, about invented people and places."""
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


@dataclass(frozen=True)
class Hostile:
    """One page, and whether its article has to be there (``kept``), be refused by name (``refused``), or either."""

    name: str
    raw: bytes
    fate: str = "kept"
    words: tuple[str, ...] = SENTENCES
    """Words that have to be in the article."""
    never: tuple[str, ...] = ()
    """Words that may not be in it."""


def page(body: str = BODY, head: str = "") -> str:
    """A whole page with a headline round some markup."""
    return (
        f"<!DOCTYPE html><html><head><title>Ferry sinks off Port Ellery</title>{head}</head>"
        f"<body><h1>Ferry sinks off Port Ellery</h1>{body}</body></html>"
    )


def hostile_pages() -> tuple[Hostile, ...]:
    """All of them, in the sizes at which they have broken something."""
    return (*_deep(), *_large(), *_metadata(), *_encoded(), *_expanding(), *_odd())


def _deep() -> tuple[Hostile, ...]:
    def nested(levels: int) -> str:
        return "<div>" * levels + BODY + "</div>" * levels

    return (
        Hostile("nested-300.html", page(nested(300)).encode()),
        Hostile("nested-3000.html", page(nested(3_000)).encode(), "either"),
        Hostile("nested-100000.html", page(nested(100_000)).encode(), "refused"),
        Hostile("unclosed-b.html", page("<b>" * 100_000 + BODY).encode(), "either"),
        Hostile("unclosed-b-between.html", page("".join(f"{'<b>' * 300}<p>{one}</p>" for one in SENTENCES)).encode()),
    )


def _large() -> tuple[Hostile, ...]:
    word, space = "Halcyon ", " " * 5_000_000
    filler = "".join(f"<p>Paragraph {number} of a list without an end.</p>" for number in range(190_000))
    links = "".join(f'<a href="/story/{number}/{"x" * 10}">Story {number} of many</a> ' for number in range(400_000))
    return (
        Hostile("text-node-12mb.html", page(BODY + f"<p>{word * 1_500_000}</p>").encode(), "refused"),
        Hostile("text-node-9mb.html", page(BODY + f"<p>{word * 1_120_000}</p>").encode(), "refused"),
        Hostile("text-node.html", page(BODY + f"<p>{word * 30_000}</p>").encode()),
        Hostile("attribute-30mb.html", page(BODY + f'<p data-x="{"x" * 30_000_000}">.</p>').encode(), "refused"),
        Hostile("attribute-9mb.html", page(BODY + f'<p data-x="{"x" * 9_000_000}">.</p>').encode()),
        Hostile("paragraphs-20mb.html", page(BODY + filler + filler + filler).encode(), "refused"),
        Hostile("paragraphs-9mb.html", page(BODY + filler).encode(), "refused"),
        Hostile("paragraphs.html", page(BODY + filler[:150_000]).encode(), "either"),
        Hostile("links-20mb.html", page(BODY + links).encode(), "refused"),
        Hostile("links-9mb.html", page(BODY + links[:9_000_000]).encode(), "refused"),
        Hostile("links.html", page(BODY + links[:1_000_000]).encode(), "either"),
        Hostile("equal-50000.html", page(BODY + "<p>Read more.</p>" * 50_000).encode(), "refused"),
        Hostile("equal-100.html", page(BODY + "<p>Read more.</p>" * 100).encode()),
        Hostile("spaces.html", page(BODY.replace("</p><p>", f"</p>{space[:1_000_000]}<p>")).encode()),
        Hostile("spaces.txt", f"\n{space[:1_000_000]}\n".join(SENTENCES).encode()),
        Hostile("breaks.txt", ("\n" * 1_000_000).join(SENTENCES).encode()),
        Hostile("line.txt", ("\n".join(SENTENCES) + "\n" + word * 1_000_000).encode(), "refused"),
        Hostile("lines.txt", ("\n".join(SENTENCES) + "\nx" * 1_000_000).encode(), "refused"),
    )


def _metadata() -> tuple[Hostile, ...]:
    authors = json.dumps(
        {"@type": "NewsArticle", "author": [{"@type": "Person", "name": f"Ada {n}"} for n in range(20_000)]}
    )
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    title = "<title>" + "Ferry " * 170_000 + "</title>"
    dates = " ".join(f"{n % 28 + 1} March {n % 90 + 1930}" for n in range(50_000))
    return (
        Hostile("authors.html", page(head=f'<script type="application/ld+json">{authors}</script>').encode()),
        Hostile("json-ld-deep.html", page(head=f'<script type="application/ld+json">{deep}</script>').encode()),
        Hostile("title-1mb.html", page(head=title).encode()),
        Hostile("dates.html", page(BODY + f"<div>{dates}</div>").encode(), "either"),
        Hostile("times.html", page(BODY + "<time>3 March 2031</time>" * (50_000)).encode(), "either"),
    )


def _encoded() -> tuple[Hostile, ...]:
    russian = (
        "Паром «Чайка» затонул в воскресенье утром у порта Эллери, на борту был шестьдесят один человек.",
        "Береговая охрана сообщила, что найдены девять тел, а четырнадцать человек всё ещё считаются пропавшими.",
        "Начальник порта сказал, что судно прошло проверку в мае, и никаких жалоб на него тогда не поступило.",
        "Рыбаки двух лодок подняли на борт двадцать шесть человек, прежде чем в тумане подошло спасательное судно.",
    )
    japanese = (
        "日曜日の朝、エレリー港の沖で連絡船が沈み、六十一人が乗っていたと沿岸警備隊が明らかにした。",
        "これまでに九人の遺体が見つかり、夜になっても十四人の行方が分かっていないと港長は話している。",
        "運航会社は、船は五月の検査に合格しており、それまでに苦情は一件もなかったと説明した。",
        "二隻の漁船が、救助艇が霧の中を着くまでに、二十六人を引き上げたという。",
    )
    sjis = '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'
    return (
        Hostile("nul.html", page(BODY.replace("ferry", "fer\x00ry", 1)).encode(), words=SENTENCES[1:]),
        Hostile("control.html", page(BODY.replace(" ", " \x01\x02\x0b\x1f\x7f", 3)).encode(), words=SENTENCES[1:]),
        Hostile("bad-utf8.html", page().encode().replace(b"Halcyon", b"Hal\xff\xfe\xc3(cyon"), words=SENTENCES[1:]),
        Hostile("surrogates.html", page(BODY + "<p>\ud800\udfff</p>").encode("utf-8", "surrogatepass")),
        Hostile("entities.html", page(BODY + "<p>&#xD800; &#0; &#x110000; &#999999999;</p>").encode()),
        Hostile("utf16.html", page().encode("utf-16")),
        Hostile("utf16-no-mark.html", page().encode("utf-16-le")),
        Hostile("cp1251.html", page("".join(f"<p>{one}</p>" for one in russian)).encode("cp1251"), words=russian),
        Hostile(
            "shift-jis.html",
            page("".join(f"<p>{one}</p>" for one in japanese), sjis).encode("shift_jis"),
            words=japanese,
        ),
        Hostile("cp1252-as-utf8.html", page(head='<meta charset="utf-8">').encode("cp1252")),
    )


def _expanding() -> tuple[Hostile, ...]:
    laughs = '<!DOCTYPE html [<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    outside = '<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    rest = page(BODY + "<p>&j;</p>").removeprefix("<!DOCTYPE html>")
    return (
        Hostile("billion-laughs.html", (laughs + "]>" + rest).encode(), never=("hahahaha",)),
        Hostile(
            "billion-laughs-xml.html", ('<?xml version="1.0"?>' + laughs + "]>" + rest).encode(), never=("hahahaha",)
        ),
        Hostile("external-entity.html", (outside + rest.replace("&j;", "&secret;")).encode(), never=("root:",)),
    )


def _odd() -> tuple[Hostile, ...]:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + zlib.compress(bytes(range(256)) * 400)
    pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 4 >>\nstream\n" + zlib.compress(BODY.encode() * 20)
    return (
        Hostile("less-than.html", page(BODY + "<" * 1_000_000).encode(), "either"),
        Hostile("ampersand.html", page(BODY + "<p>" + "&" * 1_000_000 + "</p>").encode(), "either"),
        Hostile("unclosed-script-after.html", page(BODY + "<script>var a = 1;").encode()),
        Hostile("unclosed-comment-after.html", page(BODY + "<!-- and then").encode()),
        Hostile("unclosed-script-before.html", page("<script>var a = 1;" + BODY).encode(), "refused"),
        Hostile("unclosed-comment-before.html", page("<!-- and then" + BODY).encode(), "refused"),
        Hostile("picture.html", png, "refused"),
        Hostile("document.html", pdf, "refused"),
        Hostile("plain.html", "\n\n".join(SENTENCES).encode()),
        Hostile("empty.html", b"", "refused"),
    )
