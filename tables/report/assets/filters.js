// Which claims are meant: the form, the address and the claims that meet both.

const filterNames = ["q", "metric", "dataset", "hardware", "architecture", "task"];
const filterForm = byId("filter-form");
const suggested = 400;

const namesOf = {
  dataset: (claim) => claim.datasets,
  hardware: (claim) => [...claim.kinds, ...claim.hardware],
  architecture: (claim) => [...claim.families, ...claim.architectures],
  task: (claim) => claim.paper.tasks,
};

/** Names by how many claims have them, the most frequent first. */
function counted(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1));
}

const knownNames = {};

function fillFilters() {
  for (const [metric, number] of counted(data.claims.map((claim) => claim.metric))) {
    filterForm.elements.metric.append(element("option", { value: metric }, `${data.metrics[metric]} (${number})`));
  }
  for (const [filter, names] of Object.entries(namesOf)) {
    const known = counted(data.claims.flatMap((claim) => [...new Set(names(claim))]));
    knownNames[filter] = new Set(known.map(([name]) => fold(name)));
    byId(`list-${filter}`).append(...known.slice(0, suggested).map(([name]) => element("option", { value: name })));
  }
}

function readFilters() {
  const filters = Object.fromEntries(filterNames.map((name) => [name, filterForm.elements[name].value.trim()]));
  return { ...filters, certain: filterForm.elements.certain.checked };
}

/** Put what an address asks for into the form. */
function writeFilters(query) {
  for (const name of filterNames) filterForm.elements[name].value = query.get(name) ?? "";
  filterForm.elements.certain.checked = query.has("certain");
}

/** The filters as the part of an address after `?`, empty where nothing is asked for. */
function filterQuery() {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(readFilters())) {
    if (value) query.set(name, value === true ? "1" : value);
  }
  return query.toString();
}

function haystack(claim) {
  claim.haystack ??= fold(
    [
      claim.paper.title, claim.label, claim.value, claim.system, claim.baseline, claim.evidence(),
      ...Object.values(namesOf).flatMap((names) => names(claim)),
    ].join("\n"),
  );
  return claim.haystack;
}

for (const claim of data.claims) {
  claim.evidence = () => claim.paper[claim.field].slice(...claim.sentence);
}

/** Return a function that tells whether a claim meets the filters. A name that is known in full is meant in full. */
function claimFilter() {
  const filters = readFilters();
  const words = fold(filters.q).split(/\s+/).filter(Boolean);
  const wanted = Object.keys(namesOf)
    .filter((filter) => filters[filter])
    .map((filter) => {
      const name = fold(filters[filter]);
      const meant = knownNames[filter].has(name) ? (other) => fold(other) === name : (other) => fold(other).includes(name);
      return (claim) => namesOf[filter](claim).some(meant);
    });
  return (claim) =>
    (!filters.metric || claim.metric === filters.metric) &&
    (!filters.certain || claim.notes.length === 0) &&
    wanted.every((meets) => meets(claim)) &&
    words.every((word) => haystack(claim).includes(word));
}
