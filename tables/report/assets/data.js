"use strict";

// The data of the page, and how it becomes nodes. Text from papers is only ever set as text.

const data = JSON.parse(document.getElementById("data").textContent);

data.claims.forEach((claim, index) => {
  claim.index = index;
  claim.paper = data.papers[claim.paper];
  claim.label = data.metrics[claim.metric];
  claim.boards = [];
  (claim.paper.claims ??= []).push(claim);
});
data.boards.forEach((board) => {
  board.rows = board.rows.map(([index, rank]) => ({ claim: data.claims[index], rank }));
  board.rows.forEach((row) => row.claim.boards.push({ board, rank: row.rank }));
});
data.comparison.forEach((row) => {
  row.paper = data.papers[row.paper];
  row.claims = row.claims.map((index) => data.claims[index]);
});

const claimById = new Map(data.claims.map((claim) => [claim.id, claim]));
const boardById = new Map(data.boards.map((board) => [board.id, board]));

function byId(id) {
  return document.getElementById(id);
}

/** Make an element. Attributes that are null or false are left out; children are nodes or texts. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Text of a paper: whatever direction it is written in, it does not turn what stands beside it. */
function textOf(words) {
  return element("span", { class: "text", dir: "auto" }, words);
}

function claimLink(claim, words = claim.value) {
  const worse = claim.effect === "degradation" ? " worse" : "";
  const spoken = worse && element("span", { class: "visually-hidden" }, " (worse)");
  return element("a", { href: `#claim-${claim.id}`, class: `amount${worse}` }, words, spoken || null);
}

function paperName(paper) {
  return paper.title || paper.id;
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}
