/** The picture: boxes with words and light, and the lines between them. The markup is one string, which
    a browser reads faster than thousands of calls; places are set after it, for a page with a strict
    policy takes no style in its markup. */

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escape = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

/** Fill `canvas` with the places `spots`; `from` is the corner they are counted from. `state` gives a
    box its attributes and says what hangs on it, `lights` what lies below nodes that measure nothing;
    `inside` and `crosses` which boxes and lines are drawn. */
export function paint(canvas, spots, { size, words, lights, state, from = { x: 0, y: 0 }, inside = () => true, crosses = () => true }) {
  const drawn = [...spots.values()].filter(inside);
  canvas.innerHTML = lines(spots, size, from, crosses) + drawn.map(({ node }) => box(node, state(node), lights.get(node.id), words)).join("");
  const boxes = canvas.children;
  drawn.forEach(({ x, y }, index) => {
    const { style } = boxes[index + 1];
    style.left = `${x - from.x}px`;
    style.top = `${y - from.y}px`;
    style.width = `${size.width}px`;
    style.height = `${size.height}px`;
  });
}

function box(node, { attributes = "", marks = "", below = 0, open = true }, carried, words) {
  const head = [node.code, node.level, node.owner].filter(Boolean).join(" · ");
  return (
    `<div class="pt-node pt-${carried ? carried.light : node.light}${below ? " pt-parent" : ""}${marks}" ${attributes}><p class="pt-small">${escape(head)}</p>` +
    `<p class="pt-text">${escape(node.text)}</p><p class="pt-word">${escape(lightOf(node, carried, words))}</p>` +
    (below ? `<span class="pt-toggle" aria-hidden="true"><span>${open ? "−" : `+${below}`}</span></span>` : "") +
    "</div>"
  );
}

/** The word of the light: of its own indicators, else of what lies below it. */
function lightOf({ indicators, light }, carried, words) {
  if (carried) return `${carried.count} ${words.lights[carried.light].toLowerCase()} ${words.below}`;
  if (!indicators.length) return words.unmeasured;
  return indicators.length > 1 ? `${words.lights[light]} · ${indicators.length} ${words.indicators}` : words.lights[light];
}

/** From parents to children: one path for main parents, a dashed one for further ones. */
function lines(spots, size, from, crosses) {
  let main = "";
  let other = "";
  for (const spot of spots.values()) {
    const above = spots.get(spot.node.main);
    if (above && crosses(above, spot)) main += line(above, spot, size, from);
    for (const id of spot.node.others) {
      const further = spots.get(id);
      if (further && crosses(further, spot)) other += line(further, spot, size, from, 6);
    }
  }
  return `<svg class="pt-lines" aria-hidden="true"><path d="${main}"/><path class="pt-other" d="${other}"/><path class="pt-ways" d=""/></svg>`;
}

/** One line: right, along the column's gap, right again. */
export function line(above, below, size, from, shift = 0) {
  const start = above.x + size.width - from.x;
  const middle = below.x - size.gap / 2 - shift - from.x;
  const level = (spot) => spot.y + size.height / 2 + shift - from.y;
  return `M${start} ${level(above)}H${middle}V${level(below)}H${below.x - from.x}`;
}
