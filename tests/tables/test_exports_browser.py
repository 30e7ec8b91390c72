"""Exported HTML in Chromium: what a reader sees, and that no text of a paper becomes markup."""

import shutil

import pytest
from claimboard.tables import leaderboard
from claimboard.tables.export import export_table

sync_api = pytest.importorskip("playwright.sync_api", reason="these tests need the Python package playwright")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="these tests need Chromium (Debian package chromium)")

HOSTILE = "</td><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'> & 5 < 6"


@pytest.fixture(scope="module")
def page():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_chromium_shows_the_cells_and_runs_nothing(page, record, tmp_path):
    gain = {"metric": "speedup", "unit": "x", "form": "ratio", "direction": "higher"}
    first = record("a", gain | {"low": 3, "baseline": HOSTILE}, title=HOSTILE, systems=["Lean & Mean"])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    path = tmp_path / "board.html"
    export_table(leaderboard([first, record("b", gain | {"low": 2})]), path, table="leaderboard", papers_read=2)
    page.goto(path.as_uri())
    rows = [row.locator("td").all_inner_texts() for row in page.get_by_role("row").all()]
    assert [row for row in rows if len(row) == 5] == [
        ["1", "3×", "Lean & Mean", HOSTILE, HOSTILE],
        ["2", "2×", "", "Paper b", ""],
    ]
    assert page.get_by_text("2 papers in the table, 2 papers read").is_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("script, img").count() == 0
    assert asked == [path.as_uri()]
