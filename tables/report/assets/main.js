// The address decides what is shown: `#claims?metric=accuracy`, `#board-accuracy--cifar10`, `#claim-0123456789ab`.

const drawers = { boards: drawBoards, board: drawBoard, table: drawComparison, claims: drawClaims };
let view = null;
let board = null;
let shownAddress = "#overview";

function placeOf(name) {
  return byId(`view-${name}`).querySelector(".table-place");
}

function drawView() {
  if (view in drawers) byId("status").textContent = drawers[view](placeOf(view), claimFilter(), board);
}

function showView(name, { moveFocus }) {
  const changed = view !== name;
  view = name;
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== `view-${name}`;
  byId("filters").hidden = !(name in drawers);
  for (const link of document.querySelectorAll("nav [data-view]")) {
    const current = link.dataset.view === name || (link.dataset.view === "boards" && name === "board");
    current ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  drawView();
  if (changed && moveFocus) {
    byId(`heading-${name}`).focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

/** Let the links between views keep the filters. */
function updateLinks() {
  const query = filterQuery();
  for (const link of document.querySelectorAll("nav [data-view], .back")) {
    const target = link.dataset.view ?? "boards";
    if (target in drawers) link.setAttribute("href", `#${target}${query && `?${query}`}`);
  }
}

function say(words) {
  byId("message").textContent = words;
  byId("message").hidden = !words;
}

/** Show what the address asks for. */
function follow({ moveFocus = true } = {}) {
  const [name, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  say("");
  const isPlaceInView = name === "main" || name.startsWith("claim-");
  if (isPlaceInView && view === null) showView("overview", { moveFocus: false });
  if (name.startsWith("claim-")) {
    const claim = claimById.get(name.slice("claim-".length));
    if (claim) showEvidence(claim);
    else say("The claim of this link is not in this report.");
    return;
  }
  if (panel.open) panel.close();
  if (name === "main") {
    byId("main").focus();
    history.replaceState(null, "", shownAddress);
    return;
  }
  shownAddress = location.hash || "#overview";
  writeFilters(new URLSearchParams(query));
  updateLinks();
  if (name.startsWith("board-")) {
    const wanted = boardById.get(decoded(name.slice("board-".length)));
    if (!wanted) say("The leaderboard of this link is not in this report.");
    if (wanted && wanted !== board) placeOf("board").state = undefined;
    board = wanted ?? null;
    showView(wanted ? "board" : "boards", { moveFocus });
  } else {
    showView(name in drawers && name !== "board" ? name : "overview", { moveFocus });
    if (name === "skipped") byId("skipped").scrollIntoView();
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function applyFilters() {
  const query = filterQuery();
  const name = shownAddress.slice(1).split("?")[0];
  shownAddress = `#${name}${query && `?${query}`}`;
  history.replaceState(null, "", shownAddress);
  for (const item of Object.keys(drawers)) if (placeOf(item).state) placeOf(item).state.page = 0;
  updateLinks();
  drawView();
}

let waiting = 0;

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(applyFilters, 80);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId("theme").textContent = theme === "dark" ? "Light theme" : "Dark theme";
}

function remembered() {
  try {
    return localStorage.getItem("claimboard-theme");
  } catch {
    return null;
  }
}

function toggleTheme() {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  setTheme(theme);
  try {
    localStorage.setItem("claimboard-theme", theme);
  } catch {
    // A browser that keeps nothing still changes the theme.
  }
}

function drawForPaper(rows) {
  rowsPerPage = rows;
  drawView();
}

setTheme(remembered() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
fillFilters();
byId("filter-details").open = matchMedia("(min-width: 40.01rem)").matches;
byId("theme").hidden = false;
byId("theme").addEventListener("click", toggleTheme);
filterForm.addEventListener("input", soon);
filterForm.addEventListener("submit", (event) => event.preventDefault());
filterForm.addEventListener("reset", () => setTimeout(applyFilters));
byId("all-columns").addEventListener("click", () => {
  allColumns = !allColumns;
  drawView();
});
byId("silent")?.addEventListener("toggle", () => {
  byId("silent-list").replaceChildren(...data.silent.map((title) => element("li", {}, textOf(title))));
});
byId("evidence-close").addEventListener("click", () => panel.close());
byId("evidence-copy").addEventListener("click", copyLink);
panel.addEventListener("click", (event) => {
  if (event.target === panel) panel.close();
});
panel.addEventListener("close", () => {
  if (location.hash.startsWith("#claim-")) history.replaceState(null, "", shownAddress);
});
addEventListener("hashchange", () => follow());
addEventListener("beforeprint", () => drawForPaper(rowsOnPaper));
addEventListener("afterprint", () => drawForPaper(50));
follow({ moveFocus: false });
