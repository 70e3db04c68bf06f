/** What the chosen node says, in words and with its links, beside the picture. */
import { refill } from "../refill.js";

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

export function showFacts(panel, node, view, act) {
  const { words } = view;
  const says = panel.dataset;
  const list = (heading, items) => (items.length ? [make("h3", heading, { class: "text-sm font-semibold" }), wrap(items)] : []);
  const wrap = (items) => {
    const ul = make("ul", "", { class: "stack-sm" });
    for (const item of items) ul.append(wrapped("li", item));
    return ul;
  };
  const wrapped = (tag, child) => {
    const parent = make(tag);
    parent.append(child);
    return parent;
  };
  const jump = (id) => {
    const button = make("button", `${view.byId.get(id).code}: ${view.byId.get(id).text}`, { type: "button", class: "textlink text-sm pt-jump" });
    button.addEventListener("click", () => act.choose(id));
    return button;
  };
  const indicator = (row) => {
    const line = make("p", "", { class: "text-sm" });
    line.append(make("a", row.name, { class: "textlink", href: row.url }), ` ${[row.value, words.lights[row.light]].filter(Boolean).join(" · ")}`);
    return line;
  };
  const above = [node.main, ...node.others].filter((id) => view.byId.has(id));
  refill(
    panel.querySelector("[data-facts]"),
    make("p", [node.code, node.level, node.kind].filter(Boolean).join(" · "), { class: "text-sm text-muted" }),
    make("h2", node.text, { class: "panel-title" }),
    make("p", node.owner || says.tanpa, { class: "text-sm" }),
    ...list(says.indikator, node.indicators.map(indicator)),
    ...list(says.mendukung, above.map(jump)),
    ...list(says.didukung, (view.below.get(node.id) || []).map(({ id }) => jump(id))),
  );
  panel.querySelector("[data-page]").href = says.simpul.replace("/0/", `/${node.id}/`);
  panel.querySelector("[data-focus]").hidden = view.root === node.id;
  panel.querySelector("[data-whole]").hidden = !view.root;
}
