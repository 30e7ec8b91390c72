// The views: leaderboards, one board, the comparison and the claims, each under the same filters.

const columnsShown = 8;
let allColumns = false;

const columns = {
  value: { id: "value", label: "Value", cell: (claim) => claimLink(claim), key: valueKey },
  metric: { id: "metric", label: "Metric", cell: (claim) => claim.label, key: (claim) => claim.label },
  system: { id: "system", label: "System", cell: (claim) => claim.system && textOf(claim.system), key: (claim) => claim.system },
  paper: { id: "paper", label: "Paper", cell: (claim) => textOf(paperName(claim.paper)), key: (claim) => paperName(claim.paper) },
  datasets: namesColumn("datasets", "Dataset", (claim) => claim.datasets),
  hardware: namesColumn("hardware", "Hardware", (claim) => claim.hardware),
  architectures: namesColumn("architectures", "Architecture", (claim) => claim.architectures),
  baseline: { id: "baseline", label: "Baseline", cell: (claim) => claim.baseline && textOf(claim.baseline), key: (claim) => claim.baseline },
  subject: { id: "subject", label: "Whose", cell: (claim) => claim.subject, key: (claim) => claim.subject },
  date: {
    id: "date", label: "Date",
    cell: ({ paper }) => (dateOf(paper) === null ? null : element("span", { class: "date" }, dateOf(paper))),
    key: ({ paper }) => dateOf(paper),
  },
};

/** The day, or what stands on the page where no year is known. */
function dateOf(paper) {
  return paper.date ?? paper.dateText;
}

function namesColumn(id, label, names) {
  return { id, label, cell: (row) => (names(row).length ? textOf(names(row).join(", ")) : null), key: (row) => names(row).join(", ") || null };
}

/** Like with like, the best first: values of different metrics or scales are never mixed. */
function valueKey(claim) {
  return claim.scale === null ? null : [claim.label, claim.scale, claim.badness];
}

function ofClaim(column) {
  return { ...column, cell: (row) => column.cell(row.claim), key: (row) => column.key(row.claim) };
}

function count(number, one, many = `${one}s`) {
  return `${new Intl.NumberFormat("en").format(number)} ${number === 1 ? one : many}`;
}

function papersOf(claims) {
  return new Set(claims.map((claim) => claim.paper)).size;
}

const boardColumns = [
  { id: "title", label: "Board", cell: ({ board }) => boardLink(board, board.title), key: ({ board }) => board.title },
  { id: "papers", label: "Papers", number: true, cell: ({ rows }) => String(rows.length), key: ({ rows }) => -rows.length },
  { id: "best", label: "Best", cell: ({ rows }) => claimLink(rows[0].claim), key: ({ rows }) => valueKey(rows[0].claim) },
  {
    id: "holder", label: "Held by",
    cell: ({ rows }) => textOf(rows[0].claim.system ?? paperName(rows[0].claim.paper)),
    key: ({ rows }) => rows[0].claim.system ?? paperName(rows[0].claim.paper),
  },
];

function boardLink(board, words) {
  return element("a", { href: boardAddress(board), class: "text" }, words);
}

function boardAddress(board) {
  const query = filterQuery();
  return `#board-${encodeURIComponent(board.id)}${query && `?${query}`}`;
}

function drawBoards(place, meets) {
  const found = data.boards
    .map((board) => ({ board, rows: board.rows.filter(({ claim }) => meets(claim)) }))
    .filter(({ rows }) => rows.length);
  drawTable(place, { caption: "Leaderboards", columns: boardColumns, rows: found });
  return `${count(found.length, "leaderboard")} with ${count(papersOf(found.flatMap(({ rows }) => rows.map((row) => row.claim))), "paper")}`;
}

function drawBoard(place, meets, board) {
  const rows = board.rows.filter(({ claim }) => meets(claim));
  byId("heading-board").textContent = board.title;
  const left = board.rows.length - rows.length;
  byId("view-board").querySelector(".hint").textContent =
    "Ties share a rank. ≤ is “up to” or “at most” and ≥ “at least”, as the paper has it; averages are marked." +
    (left ? ` The filters leave out ${count(left, "row")} of this board.` : "");
  drawTable(place, {
    caption: board.title,
    columns: [
      { id: "rank", label: "Rank", number: true, cell: (row) => (row.rank === null ? "–" : String(row.rank)), key: (row) => row.rank },
      { ...ofClaim(columns.value), key: (row) => row.claim.badness },
      ...["system", "paper", "baseline", "datasets", "hardware", "architectures", "date"].map((name) => ofClaim(columns[name])),
    ],
    rows,
  });
  return `${count(rows.length, "result")} on this board`;
}

function drawClaims(place, meets) {
  const rows = data.claims.filter(meets);
  const shown = ["value", "metric", "system", "paper", "datasets", "hardware", "architectures", "baseline", "subject"];
  drawTable(place, { caption: "Claims", columns: shown.map((name) => columns[name]), rows });
  return `${count(rows.length, "claim")} of ${count(papersOf(rows), "paper")}`;
}

/** Metrics of rows, those that most rows fill first. */
function filledMetrics(rows) {
  return counted(rows.flatMap((row) => [...row.cells.keys()])).map(([metric]) => metric);
}

function drawComparison(place, meets) {
  const rows = data.comparison
    .map((row) => ({ ...row, cells: Map.groupBy(row.claims.filter(meets), (claim) => claim.metric) }))
    .filter((row) => row.cells.size);
  const metrics = filledMetrics(rows);
  const shown = allColumns ? metrics : metrics.slice(0, columnsShown);
  const filled = rows.filter((row) => shown.some((metric) => row.cells.has(metric)));
  const toggle = byId("all-columns");
  toggle.hidden = metrics.length <= columnsShown;
  toggle.setAttribute("aria-pressed", allColumns);
  drawTable(place, {
    caption: "Comparison of papers by metric",
    stacked: false,
    columns: [{ id: "paper", label: "Paper", cell: rowName, key: (row) => paperName(row.paper) }, ...shown.map((metric) => metricColumn(metric, filled))],
    rows: filled,
  });
  const rest = metrics.length - shown.length;
  return `${count(filled.length, "paper")}, ${count(shown.length, "metric")}${rest ? ` (${rest} more under “All metrics”)` : ""}`;
}

function rowName(row) {
  if (!row.system) return textOf(paperName(row.paper));
  return element("span", {}, element("strong", { class: "text", dir: "auto" }, row.system), element("span", { class: "context text", dir: "auto" }, paperName(row.paper)));
}

/** A metric as a column, sorted best first on the scale that most rows use; rows on other scales follow. */
function metricColumn(metric, rows) {
  const claims = rows.flatMap((row) => row.cells.get(metric) ?? []);
  const [scale] = counted(claims.map((claim) => claim.scale).filter((found) => found !== null))[0] ?? [null];
  return {
    id: metric,
    label: data.metrics[metric],
    cell: (row) => cellValues(row.cells.get(metric) ?? []),
    key: (row) => {
      const on = (row.cells.get(metric) ?? []).filter((claim) => scale !== null && claim.scale === scale);
      return on.length ? Math.min(...on.map((claim) => claim.badness)) : null;
    },
  };
}

function cellValues(claims) {
  if (!claims.length) return null;
  const item = (claim) => {
    const context = [...claim.datasets, ...(claim.baseline ? [`vs. ${claim.baseline}`] : [])].join(", ");
    return element("li", {}, claimLink(claim), context ? element("span", { class: "context text", dir: "auto" }, context) : null);
  };
  return element("ul", { class: "cell-values" }, ...claims.map(item));
}
