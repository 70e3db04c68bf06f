/** Where each node stands. Pure: nodes in, places out; the picture and the printer share it.
    A node takes a row of its own and a column by its depth, so nothing overlaps and a page can be
    cut between two rows. */

export const SCREEN = { width: 272, height: 92, gap: 56, row: 108 };
export const PAPER = { width: 232, height: 92, gap: 32, row: 100 };
/* How many rows below its first child a parent may stand. */
const NEAR = 2;

/** Nodes below `root` by any of their parents (all for none), each under one that is shown. */
export function scope(nodes, root) {
  if (!root) return nodes;
  const inside = new Map();
  for (const node of nodes) {
    if (node.id === root) inside.set(node.id, { ...node, main: 0, others: [], depth: 0 });
    else {
      const above = [node.main, ...node.others].filter((id) => inside.has(id));
      if (!above.length) continue;
      const [main, ...others] = above.sort((a, b) => inside.get(b).depth - inside.get(a).depth);
      inside.set(node.id, { ...node, main, others, depth: inside.get(main).depth + 1 });
    }
  }
  return outline([...inside.values()]);
}

/** The order of an outline: every node after its main parent and before that parent's next child. */
function outline(nodes) {
  const below = children(nodes);
  const found = [];
  const waiting = nodes.filter((node) => !node.main).reverse();
  while (waiting.length) {
    const node = waiting.pop();
    found.push(node);
    waiting.push(...(below.get(node.id) || []).slice().reverse());
  }
  return found;
}

/** The nodes that stand under each main parent. */
export function children(nodes) {
  const below = new Map();
  for (const node of nodes) {
    if (!below.has(node.main)) below.set(node.main, []);
    below.get(node.main).push(node);
  }
  return below;
}

/* What asks for attention first. */
const URGENCY = ["bad", "warn", "stale", "none", "good"];

/** What lies below each node that measures nothing itself: its most urgent light, and how often. */
export function lightsBelow(nodes) {
  const counts = new Map(nodes.map(({ id }) => [id, {}]));
  for (const node of [...nodes].reverse()) {
    const above = counts.get(node.main);
    if (!above) continue;
    for (const [light, count] of Object.entries(counts.get(node.id))) above[light] = (above[light] || 0) + count;
    if (node.indicators.length) above[node.light] = (above[node.light] || 0) + 1;
  }
  const found = new Map();
  for (const { id, indicators } of nodes) {
    const light = URGENCY.find((one) => counts.get(id)[one]);
    if (light && !indicators.length) found.set(id, { light, count: counts.get(id)[light] });
  }
  return found;
}

/** The nodes not hidden in a closed branch, with row and coordinates, by id. */
export function place(nodes, closed, size) {
  const shown = new Map();
  for (const node of nodes) {
    if (node.main && (!shown.has(node.main) || closed.has(node.main))) continue;
    shown.set(node.id, { node, row: 0, first: Infinity, last: -Infinity });
  }
  rows([...shown.values()], shown);
  for (const spot of shown.values()) {
    spot.x = spot.node.depth * (size.width + size.gap);
    spot.y = spot.row * size.row;
  }
  return shown;
}

/** A leaf takes the next row; a parent one amid its children's, but near the first, so that the top of a long tree is where reading begins. */
function rows(spots, shown) {
  let next = 0;
  const parents = new Set(spots.map(({ node }) => node.main));
  for (const spot of spots) if (!parents.has(spot.node.id)) spot.row = next++;
  for (const spot of spots.reverse()) {
    if (spot.first <= spot.last) spot.row = Math.min(Math.floor((spot.first + spot.last) / 2), spot.first + NEAR);
    const above = shown.get(spot.node.main);
    if (!above) continue;
    above.first = Math.min(above.first, spot.row);
    above.last = Math.max(above.last, spot.row);
  }
}

/** Width and height of the picture, and its number of rows. */
export function extent(spots, size) {
  let depth = 0;
  let last = 0;
  for (const { node, row } of spots.values()) {
    depth = Math.max(depth, node.depth);
    last = Math.max(last, row);
  }
  return { width: (depth + 1) * (size.width + size.gap) - size.gap, height: (last + 1) * size.row, rows: last + 1 };
}
