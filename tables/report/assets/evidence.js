// Evidence: a claim with its sentence in its abstract.

const panel = byId("evidence");

const inferred = {
  inferred: "told from the wording",
  carried: "taken from another clause or the sentence before",
  implied: "read out of the construction",
  only: "the only one that the paper names",
};
const subjects = { own: "the paper's own", baseline: "a baseline's", other: "another's" };

function showEvidence(claim) {
  const others = claim.paper.claims.filter((other) => other !== claim);
  byId("evidence-body").replaceChildren(
    element("h2", { id: "evidence-heading", tabindex: "-1" }, `${claim.label}: ${claim.value}`),
    ...paperHead(claim),
    ...(claim.field === "abstract" ? [abstractOf(claim)] : [element("p", { class: "abstract", dir: "auto" }, claim.paper.abstract)]),
    factsOf(claim),
    ...(others.length ? [element("h3", {}, "Other claims of this paper"), othersOf(others)] : []),
  );
  byId("evidence-status").textContent = "";
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  byId("evidence-heading").focus();
  // On a phone a long abstract would hide what the reader came for.
  const mark = panel.querySelector("mark");
  if (mark && mark.getBoundingClientRect().bottom > innerHeight) mark.scrollIntoView({ block: "center" });
}

function paperHead(claim) {
  const { paper } = claim;
  const title = claim.field === "title" ? marked(claim, paper.title) : [paperName(paper)];
  const link = (url, words) => element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, words);
  const facts = [
    dateOf(paper), paper.source,
    paper.url && link(paper.url, "Paper"), ...paper.code.map((url) => link(url, "Code")),
  ].filter(Boolean);
  return [
    element("p", { class: "paper-title text", dir: "auto" }, ...title),
    element("p", { class: "paper-facts" }, ...facts.flatMap((fact, at) => (at ? [" · ", fact] : [fact]))),
  ];
}

function abstractOf(claim) {
  return element("p", { class: "abstract", dir: "auto" }, ...marked(claim, claim.paper.abstract));
}

/** Return a text with the sentence and number of a claim marked, and the numbers of other claims as links to them. */
function marked(claim, text) {
  const [start, end] = claim.sentence;
  return [
    ...linked(claim, text, 0, start),
    element("mark", {}, ...linked(claim, text, start, end)),
    ...linked(claim, text, end, text.length),
  ];
}

function linked(claim, text, start, end) {
  const inside = claim.paper.claims
    .filter((other) => other.field === claim.field && other.number[0] >= start && other.number[1] <= end)
    .sort((one, other) => one.number[0] - other.number[0] || (other === claim) - (one === claim));
  const pieces = [];
  let at = start;
  for (const other of inside) {
    const [from, to] = other.number;
    // One number may be two claims; the one that is shown comes first.
    if (from < at) continue;
    const words = text.slice(from, to);
    pieces.push(text.slice(at, from));
    pieces.push(other.number[0] === claim.number[0] ? element("strong", {}, words) : element("a", { href: `#claim-${other.id}` }, words));
    at = to;
  }
  return [...pieces, text.slice(at, end)];
}

function factsOf(claim) {
  const facts = [
    ["Whose result", [subjects[claim.subject], claim.system && `(${claim.system})`].filter(Boolean).join(" ")],
    ["Effect", claim.effect],
    ["Compared with", claim.baseline],
    ["Dataset", claim.datasets.join(", ")],
    ["Hardware", claim.hardware.join(", ")],
    ["Architecture", claim.architectures.join(", ")],
    ["Tasks", claim.paper.tasks.join(", ")],
    ["Inferred", claim.notes.map((note) => note.split(":")).map(([field, how]) => `${field}: ${inferred[how] ?? how}`).join("; ")],
  ];
  const list = element("dl", { class: "facts" });
  for (const [name, words] of facts) {
    if (words) list.append(element("dt", {}, name), element("dd", { class: "text", dir: "auto" }, words));
  }
  for (const { board, rank } of claim.boards) {
    list.append(element("dt", {}, rank === null ? "Listed on" : `Rank ${rank} on`), element("dd", {}, boardLink(board, board.title)));
  }
  return list;
}

function othersOf(claims) {
  return element("ul", { class: "others" }, ...claims.map((claim) => element("li", {}, claimLink(claim, `${claim.label}: ${claim.value}`))));
}

async function copyLink() {
  const status = byId("evidence-status");
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = "The link is copied.";
  } catch {
    status.textContent = "This browser does not let the page copy: take the link from the address bar.";
  }
}
