"""The page in a real browser: Chromium without a window, driven by Playwright, on a file and without a network."""

import re
import shutil

import pytest
from claimboard.tables.report import RunNotes, report_html

sync_api = pytest.importorskip("playwright.sync_api", reason="these tests need the Python package playwright")

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="these tests need axe-playwright-python")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="these tests need Chromium (Debian package chromium)")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TEXT_SELECTORS = (
    "body",
    "mark",
    "mark strong",
    "dt",
    ".hint",
    ".amount",
    "a",
    "nav a",
    "label",
    "#status",
    "footer",
    "th",
    "button",
)
CONTRAST = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(element => {
  const luminance = color => {
    const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map(Number).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = element;
  while (/rgba\\(.*, 0\\)/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
  const [light, dark] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor]
    .map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
})"""


@pytest.fixture(scope="module")
def chromium():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, tmp_path):
    """Return a function that opens a report of records; nothing on the page may fail, and nothing may be loaded."""
    contexts, complaints, requests = [], [], []

    def open_report(records, address="", *, width=1280, scheme="light", notes=None):
        path = tmp_path / "report.html"
        path.write_text(report_html(records, notes=notes), encoding="utf-8", newline="\n")
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri() + address)
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert complaints == []
    assert {request.partition("#")[0].partition(":")[0] for request in requests} <= {"file", "data"}
    assert all(re.fullmatch(r"file:.*/report\.html(#.*)?|data:,", request) for request in requests)


def values(page, view):
    return page.locator(f"#view-{view} tbody .amount").all_text_contents()


def hash_of(page):
    return page.evaluate("location.hash")


def test_the_page_opens_on_its_overview(open_page, papers):
    page = open_page(papers, notes=RunNotes(inputs=(("page.txt", 5),)))
    assert page.title() == "What the papers claim"
    assert page.locator("#view-overview").is_visible()
    assert page.get_by_role("navigation", name="Views").get_by_role("link").all_inner_texts() == [
        "Overview",
        "Leaderboards",
        "Comparison",
        "Claims",
    ]
    assert page.locator("svg.chart[role=group]").count() == 4
    page.get_by_text("1 paper claims no result").click()
    page.get_by_text("Only Thoughts").wait_for()


def test_words_are_searched_in_titles_names_and_sentences(open_page, papers):
    page = open_page(papers, "#claims")
    assert len(values(page, "claims")) == 8
    for words, found in (("roads", 3), ("LEANNET speedup", 1), ("small pictures", 1), ("fpga", 1), ("no such", 0)):
        page.get_by_role("searchbox", name="Search").fill(words)
        page.get_by_role("status").get_by_text(re.compile(rf"^{found} claims? of")).wait_for()
        assert len(values(page, "claims")) == found
    assert page.get_by_text("Nothing meets these filters.").is_visible()
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("status").get_by_text("8 claims of 4 papers").wait_for()


@pytest.mark.parametrize(
    ("label", "words", "found"),
    [
        ("Dataset", "cifar-10", ["92.5 %", "95.1 %", "91 %", "93 %"]),
        ("Hardware or kind", "fpga", ["3×"]),
        ("Hardware or kind", "GTX", ["≤ 12×", "7 ms"]),
        ("Architecture or family", "resnet", ["7 ms"]),
        ("Task", "image", ["92.5 %", "3×", "0.5 % ↓ (worse)"]),
    ],
)
def test_claims_are_filtered_by_what_they_name(open_page, papers, label, words, found):
    page = open_page(papers, "#claims")
    page.get_by_label(label).fill(words)
    page.get_by_role("status").get_by_text(re.compile(rf"^{len(found)} claims? of")).wait_for()
    assert values(page, "claims") == found


def test_filters_hold_in_all_views_and_stand_in_the_address(open_page, papers):
    page = open_page(papers, "#claims")
    page.get_by_role("combobox", name="Metric").select_option("accuracy")
    page.get_by_label("Nothing inferred").check()
    page.get_by_role("status").get_by_text("4 claims of 3 papers").wait_for()
    assert hash_of(page) == "#claims?metric=accuracy&certain=1"
    page.get_by_role("link", name="Comparison").click()
    assert values(page, "table") == ["92.5 %", "0.5 % ↓ (worse)", "93 %"]
    page.get_by_role("link", name="Leaderboards").first.click()
    assert page.get_by_role("status").first.inner_text().startswith("2 leaderboards")
    page.reload()
    assert page.get_by_role("combobox", name="Metric").input_value() == "accuracy"
    assert page.get_by_label("Nothing inferred").is_checked()


def test_headings_sort_by_keyboard(open_page, papers):
    page = open_page(papers, "#board-accuracy--cifar10")
    assert values(page, "board") == ["95.1 %", "93 %", "92.5 %"]
    heading = page.get_by_role("button", name="Paper")
    heading.focus()
    for direction, order in (
        ("ascending", ["92.5 %", "93 %", "95.1 %"]),
        ("descending", ["95.1 %", "93 %", "92.5 %"]),
    ):
        page.keyboard.press("Enter")
        assert page.get_by_role("columnheader", name="Paper").get_attribute("aria-sort") == direction
        assert values(page, "board") == order
        assert page.evaluate("document.activeElement.dataset.sort") == "paper"


def test_a_comparison_sorts_best_first(open_page, papers):
    page = open_page(papers, "#table")
    page.get_by_role("button", name="Speedup").press("Enter")
    rows = page.locator("#view-table tbody tr td:first-child").all_inner_texts()
    assert [row.splitlines()[0] for row in rows] == ["Fast Lanes", "LeanNet", "Wide Roads", "Narrow Roads"]


def test_a_value_leads_to_its_sentence_and_back(open_page, papers):
    page = open_page(papers, "#table")
    link = page.get_by_role("link", name="92.5 %")
    link.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Accuracy: 92.5 %")
    panel.wait_for()
    assert panel.locator("mark").inner_text() == "LeanNet reaches 92.5 % on the small pictures."
    assert panel.locator("mark strong").inner_text() == "92.5 %"
    assert panel.get_by_role("link", name="Paper").get_attribute("href") == "https://example.org/p1"
    assert panel.get_by_text("Rank 3 on").is_visible()
    assert hash_of(page).startswith("#claim-")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert hash_of(page) == "#table"
    assert link.evaluate("element => element === document.activeElement")


def test_the_sentence_of_a_long_abstract_is_in_view(open_page, record):
    one = record("a", {"metric": "accuracy", "value": 90, "datasets": ("D",)}, opening="We build many things. " * 150)
    page = open_page([one], f"#claim-{one.claims[0].id}", width=360)
    mark = page.get_by_role("dialog").locator("mark")
    mark.wait_for()
    place = mark.bounding_box()
    assert 0 <= place["y"] < page.evaluate("innerHeight") - place["height"]


def test_the_browser_goes_back_from_evidence_to_the_table(open_page, papers):
    page = open_page(papers, "#claims?metric=accuracy")
    page.get_by_role("link", name="95.1 %").click()
    page.get_by_role("dialog").wait_for()
    page.go_back()
    assert not page.get_by_role("dialog").is_visible()
    assert hash_of(page) == "#claims?metric=accuracy"


def test_a_link_to_a_claim_can_be_shared(open_page, papers):
    claim = papers[1].claims[0]
    page = open_page(papers, f"#claim-{claim.id}")
    panel = page.get_by_role("dialog")
    assert panel.locator("mark strong").inner_text() == claim.quantity.text
    assert "🚀🚀" in panel.locator(".abstract").inner_text()
    assert panel.get_by_text("datasets: taken from another clause").is_visible()
    panel.get_by_role("link", name="Accuracy on CIFAR-10").click()
    assert not panel.is_visible()
    assert page.get_by_role("heading", name="Accuracy on CIFAR-10").is_visible()


def test_other_claims_of_a_paper_are_one_click_away(open_page, papers):
    page = open_page(papers, f"#claim-{papers[0].claims[0].id}")
    panel = page.get_by_role("dialog")
    panel.locator(".abstract").get_by_role("link", name="3x").click()
    panel.get_by_role("heading", name="Speedup: 3×").wait_for()
    assert panel.locator("mark strong").inner_text() == "3x"


def test_dots_lead_to_their_claims(open_page, papers):
    page = open_page(papers)
    page.locator("svg a[href='#claim-" + papers[3].claims[0].id + "']").click()
    assert page.get_by_role("dialog", name="Speedup: ≤ 12×").is_visible()


@pytest.mark.parametrize("address", ["#claim-000000000000", "#board-none", "#claim-%3Cscript%3E"])
def test_a_link_that_leads_nowhere_says_so(open_page, papers, address):
    page = open_page(papers, address)
    assert "is not in this report" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize(
    "text",
    [
        "<script>window.hacked = 1</script>",
        "</script><script>window.hacked = 1</script>",
        "<img src=x onerror='window.hacked = 1'>",
        "<!--<script>",
        '" onfocus="window.hacked = 1" autofocus=\'',
        "\u202eright to left",
        "line\u2028end",
    ],
)
def test_texts_of_papers_stay_texts(open_page, record, text):
    claim = {"metric": "accuracy", "value": 9, "baseline": text, "system": text, "before": text, "datasets": (text,)}
    hostile = record("a", claim, title=text, tasks=(text,), url="javascript:window.hacked=1")
    page = open_page([hostile, record("b", claim, title=text)], notes=RunNotes(inputs=((text, 1),)))
    for view in ("boards", "table", "claims"):
        page.evaluate("view => { location.hash = view; }", view)
        page.locator(f"#view-{view} table").wait_for()
        assert text in page.locator(f"#view-{view}").text_content()
    page.evaluate("id => { location.hash = `claim-${id}`; }", hostile.claims[0].id)
    panel = page.get_by_role("dialog")
    panel.wait_for()
    assert panel.locator(".paper-title").text_content() == text
    assert panel.locator(".abstract").text_content() == hostile.paper.abstract
    assert panel.get_by_role("link", name="Paper", exact=True).count() == 0
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, script:not([id])").count() == 1


def test_many_rows_come_in_pages(open_page, record):
    claims = [{"metric": "accuracy", "value": value, "datasets": ("D",)} for value in (10, 20)]
    page = open_page([record(f"p{number}", *claims, title=f"Paper {number}") for number in range(1000)], "#claims")
    pager = page.get_by_role("navigation", name="Pages of the table")
    assert page.locator("#view-claims tbody tr").count() == 50
    assert "1–50 of 2,000" in pager.inner_text()
    assert pager.get_by_role("button", name="Previous").is_disabled()
    pager.get_by_role("button", name="Next").press("Enter")
    assert "51–100 of 2,000" in pager.inner_text()
    assert page.evaluate("document.activeElement.textContent") == "Next"
    page.get_by_role("searchbox").fill("999")
    page.get_by_role("status").get_by_text("2 claims of 1 paper").wait_for()
    assert pager.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everything_fits_and_can_be_read(open_page, papers, record, width, scheme):
    losses = ("accuracy", "f1", "map", "auc", "precision", "recall", "bleu", "psnr")
    wide = record("w", *({"metric": name, "value": 2, "form": "change", "direction": "lower"} for name in losses))
    page = open_page([*papers, wide], width=width, scheme=scheme)
    for view in ("overview", "boards", "board-accuracy--cifar10", "table", "claims", f"claim-{papers[0].claims[0].id}"):
        page.evaluate("view => { location.hash = view; follow(); }", view)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        for selector in TEXT_SELECTORS:
            assert all(ratio >= 4.5 for ratio in page.evaluate(CONTRAST, selector)), (view, selector)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_that_keeps_anybody_out(open_page, papers, width, scheme):
    page = open_page(papers, width=width, scheme=scheme)
    for view in ("overview", "boards", "board-accuracy--cifar10", "table", "claims", f"claim-{papers[0].claims[0].id}"):
        page.evaluate("view => { location.hash = view; follow(); }", view)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, (view, found.generate_report())


def test_tables_stay_tables_on_a_phone(open_page, papers):
    page = open_page(papers, "#board-accuracy--cifar10", width=360)
    table = page.get_by_role("table", name="Accuracy on CIFAR-10")
    assert table.get_by_role("row").count() == 4
    assert "Rank" in table.get_by_role("columnheader").first.inner_text()


def test_the_theme_can_be_chosen_and_is_remembered(open_page, papers):
    page = open_page(papers, scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Dark theme").click()
    assert page.evaluate(ground) == "rgb(18, 22, 28)"
    page.reload()
    assert page.evaluate(ground) == "rgb(18, 22, 28)"
    assert page.get_by_role("button", name="Light theme").is_visible()


def test_on_paper_all_rows_are_there_and_controls_are_not(open_page, record):
    claim = {"metric": "accuracy", "value": 9, "datasets": ("D",)}
    page = open_page([record(f"p{number}", claim) for number in range(70)], "#claims", scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#view-claims tbody tr").count() == 70
    assert not page.get_by_role("searchbox").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#view-claims tbody tr").count() == 50


def test_the_first_tab_skips_to_the_content(open_page, papers):
    page = open_page(papers, "#claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    assert page.locator("#view-claims").is_visible()
    assert hash_of(page) == "#claims"
