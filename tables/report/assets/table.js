// A table that sorts by its headings and shows its rows in pages, so that thousands of them never stop the page.

const rowsOnPaper = 2000;
let rowsPerPage = 50;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Compare two sort keys: lists by their parts, numbers by size, texts by the alphabet; what is missing comes last. */
function compareKeys(one, other) {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.reduce((found, key, at) => found || compareKeys(key, other[at]), 0);
  }
  return typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);
}

function sortedRows(rows, column, descending) {
  const keyed = rows.map((row, at) => ({ row, at, key: column.key(row) }));
  keyed.sort((one, other) => {
    const missing = (one.key === null) - (other.key === null);
    if (missing || one.key === null) return missing || one.at - other.at;
    return (descending ? -1 : 1) * compareKeys(one.key, other.key) || one.at - other.at;
  });
  return keyed.map(({ row }) => row);
}

/**
 * Draw a table.
 * place: where it is drawn; it keeps the state of sorting and paging between calls.
 * columns: {id, label, number, cell: row => node or text, key: row => sort key or null}.
 */
function drawTable(place, { caption, columns: known, rows, stacked = true }) {
  // A column that no row fills says nothing.
  const columns = known.filter(({ key }) => rows.some((row) => key(row) !== null));
  const state = (place.state ??= { sort: null, descending: false, page: 0 });
  const column = columns.find(({ id }) => id === state.sort);
  const ordered = column ? sortedRows(rows, column, state.descending) : rows;
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage));
  state.page = Math.min(state.page, pages - 1);
  const first = state.page * rowsPerPage;
  const shown = ordered.slice(first, first + rowsPerPage);
  const redraw = (change, ...focus) => {
    Object.assign(state, change);
    drawTable(place, { caption, columns: known, rows, stacked });
    // What was used is drawn anew, or cannot be used any more: the first of these that can takes the focus.
    focus.map((selector) => place.querySelector(selector)).find(Boolean)?.focus();
  };
  if (!rows.length) {
    place.replaceChildren(element("p", { class: "empty" }, "Nothing meets these filters."));
    return;
  }
  const head = element("tr", { role: "row" }, ...columns.map((item) => headingCell(item, state, redraw)));
  // Where rows are stacked on narrow screens, roles keep the table a table for those who cannot see it.
  const table = element(
    "table",
    { role: "table", class: stacked ? "stacked" : "wide-table" },
    element("caption", { class: "visually-hidden" }, caption),
    element("thead", { role: "rowgroup" }, head),
    element("tbody", { role: "rowgroup" }, ...shown.map((row) => bodyRow(row, columns))),
  );
  // What scrolls has to be reached by keyboard, and then to say what it is.
  const named = stacked ? {} : { role: "region", "aria-label": caption, tabindex: "0" };
  const frame = element("div", { class: "scroll", ...named }, table);
  place.replaceChildren(frame, ...(pages > 1 ? [pager(state, pages, first, shown.length, rows.length, redraw)] : []));
}

function headingCell(column, state, redraw) {
  const sorted = state.sort === column.id;
  const direction = sorted ? (state.descending ? "descending" : "ascending") : null;
  const cell = element("th", { scope: "col", role: "columnheader", class: column.number ? "number" : null, "aria-sort": direction });
  const button = element("button", { type: "button", "data-sort": column.id }, column.label);
  button.addEventListener("click", () => {
    const change = { sort: column.id, descending: sorted && !state.descending, page: 0 };
    redraw(change, `[data-sort="${CSS.escape(column.id)}"]`);
  });
  cell.append(button);
  return cell;
}

function bodyRow(row, columns) {
  const cells = columns.map((column) => {
    const content = column.cell(row);
    const blank = content === null || content === "";
    const classes = [column.number && "number", blank && "blank"].filter(Boolean).join(" ");
    return element("td", { role: "cell", class: classes || null, "data-label": column.label }, blank ? null : content);
  });
  return element("tr", { role: "row" }, ...cells);
}

function pager(state, pages, first, shown, total, redraw) {
  const button = (words, page, name) => {
    const made = element("button", { type: "button", "data-page": name, disabled: page < 0 || page >= pages }, words);
    made.addEventListener("click", () => redraw({ page }, `[data-page="${name}"]:not(:disabled)`, ".pager button:not(:disabled)"));
    return made;
  };
  const numbers = new Intl.NumberFormat("en");
  const where = `${numbers.format(first + 1)}–${numbers.format(first + shown)} of ${numbers.format(total)}`;
  return element(
    "nav",
    { class: "pager", "aria-label": "Pages of the table" },
    button("Previous", state.page - 1, "previous"),
    element("span", {}, where),
    button("Next", state.page + 1, "next"),
  );
}
