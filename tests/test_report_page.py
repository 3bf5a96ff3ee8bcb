"""What the HTML report promises: it needs nothing else, runs nothing from a page, and can be read anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest

import retold
from retold.report.page import report_page

TWO_PAGES = 120_000
OWN_SCRIPT = 25_000
ATTACKS = (
    "<script>window.hit=1</script>",
    "</title><script>window.hit=2</script>",
    '"><img src=x onerror="window.hit=3">',
    "</script><script>window.hit=4</script><!--",
    "{{ 7 * 7 }}{% raw %}",
)
ADDRESSES = (
    "javascript:window.hit=5",
    "JaVaScRiPt:window.hit=6",
    "data:text/html,<script>window.hit=7</script>",
    "//[",
)


@pytest.fixture(scope="module")
def two(examples: Path) -> retold.Report:
    """Two pages of one story."""
    return retold.compare(examples / "ferry-mp-2.html", examples / "ferry-gannet.html")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> retold.Report:
    """A report in which every word that comes from a page tries to run something."""
    lines = [
        f"The harbour board of Orlen closed its third pier on Monday after divers found a crack, {attack} an engineer "
        f"said. Ferries will leave from the second pier until the crack number {number} is sealed, the board said."
        for number, attack in enumerate(ATTACKS)
    ]
    changed = " ".join(lines).replace("an engineer said", "engineers claimed").replace("Monday", "Tuesday")
    records = [
        {"id": ATTACKS[2], "text": " ".join(lines), "title": ATTACKS[1], "outlet": ATTACKS[0], "url": ADDRESSES[0]},
        {"id": ATTACKS[0], "text": changed, "title": ATTACKS[3], "outlet": ATTACKS[2], "date": "2025-03-04"},
    ]
    path = tmp_path_factory.mktemp("hostile") / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    report = retold.trace([path])
    articles = tuple(
        replace(
            article,
            url=ADDRESSES[number],
            byline=ATTACKS,
            furniture=tuple(retold.model.Furniture("other", None, attack) for attack in ATTACKS),
            credits=(retold.model.Credit(ATTACKS[0], ATTACKS[2], "closing", "article"),),
        )
        for number, article in enumerate(report.articles)
    )
    return replace(report, articles=articles)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; tests that look at the page as drawn are skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if found is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as play:
        running = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def written(
    two: retold.Report, hostile: retold.Report, example_report: retold.Report, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The three reports as files."""
    folder = tmp_path_factory.mktemp("pages")
    reports = {"two": two, "hostile": hostile, "many": example_report}
    for name, report in reports.items():
        (folder / f"{name}.html").write_text(report_page(report), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in reports}


# -------------------------------------------------------------------------------------------------------- the file


@pytest.mark.parametrize("name", ["two", "hostile", "many"])
def test_policy_allows_exactly_the_own_style_and_script(written: dict[str, Path], name: str) -> None:
    """The policy forbids everything but the one style sheet and the one script, whose hashes it names."""
    text = written[name].read_text(encoding="utf-8")
    tree = lxml.html.fromstring(text)
    policy = str(tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)"))
    assert policy.startswith("default-src 'none';")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(bodies) == 1
        digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}';" in policy
    assert len(re.findall("<script>(.*?)</script>", text, re.DOTALL)[0]) < OWN_SCRIPT


@pytest.mark.parametrize("name", ["two", "hostile", "many"])
def test_markup_holds_no_handler_no_style_and_no_foreign_address(written: dict[str, Path], name: str) -> None:
    """No attribute runs or styles anything, and a link leads to a place of the file or to the web."""
    tree = lxml.html.parse(str(written[name])).getroot()
    for element in tree.iter("*"):
        for attribute, value in element.attrib.items():
            assert not attribute.lower().startswith("on"), attribute
            assert attribute not in ("style", "src", "srcset", "action"), attribute
            if attribute == "href":
                assert re.match(r"#|https?://", value), value


@pytest.mark.parametrize("name", ["two", "hostile", "many"])
def test_every_inner_link_arrives(written: dict[str, Path], name: str) -> None:
    """Each address stands once in the file, and each link to a place of the file finds it."""
    tree = lxml.html.parse(str(written[name])).getroot()
    addresses = tree.xpath("//@id")
    assert len(addresses) == len(set(addresses))
    targets = {href[1:] for href in tree.xpath("//@href") if href.startswith("#")}
    assert targets <= set(addresses), sorted(targets - set(addresses))[:5]
    controlled = {one for value in tree.xpath("//@aria-labelledby") for one in value.split()}
    assert controlled <= set(addresses)


def test_every_change_has_its_place_in_list_and_reading(two: retold.Report, written: dict[str, Path]) -> None:
    """Each change stands in the list with its reason, and its code in the reading links to it."""
    tree = lxml.html.parse(str(written["two"])).getroot()
    listed = tree.xpath("//li[contains(@class, 'change')]")
    assert len(listed) == len(two.changes)
    linked = set(tree.xpath("//div[@class='reading']//a[contains(@class, 'code')]/@href"))
    assert {f"#{one.get('id')}" for one in listed} == linked
    said = " ".join(one.text_content() for one in listed)
    assert all(change.says in said for change in two.changes)


@pytest.mark.parametrize("name", ["two", "hostile", "many"])
def test_data_in_the_file_is_the_report_without_mentions(
    written: dict[str, Path],
    two: retold.Report,
    hostile: retold.Report,
    example_report: retold.Report,
    name: str,
) -> None:
    """The embedded JSON is the whole machine form, only the mentions are left out."""
    report = {"two": two, "hostile": hostile, "many": example_report}[name]
    tree = lxml.html.parse(str(written[name])).getroot()
    data = tree.xpath("string(//script[@type='application/json'])")
    assert json.loads(data) == json.loads(replace(report, mentions=()).to_json())


def test_two_versions_stay_small(written: dict[str, Path]) -> None:
    """A report of two pages can be sent by mail."""
    assert written["two"].stat().st_size < TWO_PAGES


def test_equal_reports_give_equal_pages(two: retold.Report) -> None:
    """The page is a function of the report."""
    assert report_page(two) == report_page(two)


# ------------------------------------------------------------------------------------------------------- as it is drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 1400])
@pytest.mark.parametrize("name", ["two", "hostile", "many"])
def test_page_opens_quietly_and_fits(browser: Any, written: dict[str, Path], name: str, width: int, theme: str) -> None:
    """Opened from disk the page asks for nothing, complains of nothing, runs nothing and never scrolls sideways."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert complaints == []
    assert asked == [written[name].as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("typeof window.hit") == "undefined"
    page.close()


def test_words_that_attack_are_shown_as_words(browser: Any, written: dict[str, Path]) -> None:
    """What looks like markup on a page stands in the report letter for letter."""
    page = browser.new_page()
    page.goto(written["hostile"].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    shown = page.inner_text("main")
    assert all(words in shown for words in (*ATTACKS, *ADDRESSES[:2]))
    assert page.evaluate("document.images.length") == 0
    page.close()


def test_page_is_whole_without_script(browser: Any, written: dict[str, Path], two: retold.Report) -> None:
    """With scripts off, texts, changes, facts and folds are there and no dead control is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written["two"].as_uri())
    shown = page.inner_text("main")
    high = [change.says for change in two.changes if change.weight == "high"]
    assert high
    assert all(says in shown for says in high)
    assert [page.is_visible(f"#{part}") for part in ("lineage", "read", "facts", "sources", "pages")] == [True] * 5
    assert page.locator("button:visible").count() == 0
    context.close()


def test_labels_of_the_picture_never_overlap(browser: Any, written: dict[str, Path]) -> None:
    """No two texts of a lineage picture cover each other, and none leaves the picture."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(written["many"].as_uri())
    clashes = page.evaluate(
        """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
            const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBBox()]);
            const frame = svg.viewBox.baseVal;
            const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width
                && a.y + 1 < b.y + b.height && b.y + 1 < a.y + a.height;
            return boxes.flatMap(([words, box], at) => [
                ...boxes.slice(at + 1).filter(([, other]) => meet(box, other)).map(([other]) => [words, other]),
                ...(box.x < 0 || box.x + box.width > frame.width || box.y + box.height > frame.height ? [words] : []),
            ]);
        })"""
    )
    assert clashes == []
    page.close()


def test_keys_and_filters_lead_through_the_changes(browser: Any, written: dict[str, Path]) -> None:
    """j and J go on to the next change and the next high one, k goes back, a filter hides what it names."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(written["two"].as_uri())
    listed = page.eval_on_selector_all(".change", "all => all.map((one) => one.id)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == f"#{listed[1]}"
    page.keyboard.press("k")
    assert page.evaluate("location.hash") == f"#{listed[0]}"
    page.get_by_role("button", name="high", exact=True).click()
    assert page.locator(".change.w-high:visible").count() == 0
    page.keyboard.press("?")
    assert page.is_visible("dialog")
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog")
    page.close()
