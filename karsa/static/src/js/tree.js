/* The interactive performance tree; its page has a table with the same content for every other case. */
import { keys } from "./tree/keys.js";
import { pan } from "./tree/pan.js";
import { onPaper } from "./tree/paper.js";
import { search } from "./tree/search.js";
import { showFacts } from "./tree/facts.js";
import { View } from "./tree/view.js";

/* A larger tree begins with its upper layers, as large as can be read. */
const WHOLE = 30;
const LAYERS = 2;
const READABLE = 0.8;

async function begin(root) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const answer = await fetch(root.dataset.isi, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { nodes, words } = await answer.json();
  const view = new View(part("frame"), nodes, words);
  const panel = part("panel");
  const act = {
    choose(id, options) {
      view.choose(id, options);
      showFacts(panel, view.byId.get(view.chosen), view, act);
    },
    toggle(id, open) {
      view.toggle(id, open);
      view.element(id).focus({ preventScroll: true });
    },
    facts(id) {
      act.choose(id);
      panel.focus();
    },
    zoom: (by) => view.zoom(view.scale * by),
    focus(id) {
      const chosen = view.chosen;
      view.focusOn(id);
      forget();
      act.choose(view.byId.has(chosen) ? chosen : view.chosen, { focus: false });
      view.fit(READABLE);
    },
    all(depth) {
      view.closeFrom(depth);
      view.draw();
      act.choose(view.spots.has(view.chosen) ? view.chosen : view.nodes[0].id, { focus: false });
    },
  };
  if (nodes.length > WHOLE) view.closeFrom(LAYERS);
  view.draw();
  const forget = search(view, part("search"), part("found"), act);
  buttons(root, view, act);
  keys(view, act);
  pan(view.frame);
  onPaper(view, part("pages"), root.dataset.judul);
  view.canvas.addEventListener("click", ({ target }) => {
    const item = target.closest("[role=treeitem]");
    if (!item) return;
    const id = Number(item.id.slice("simpul-".length));
    if (target.closest(".pt-toggle")) act.toggle(id);
    act.choose(id);
  });
  view.canvas.addEventListener("focusin", () => showFacts(panel, view.byId.get(view.chosen), view, act));
  view.frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    act.zoom(event.deltaY < 0 ? 1.1 : 0.9);
  }, { passive: false });
  if (!nodes.length) return;
  view.fit(READABLE);
  const asked = Number(new URLSearchParams(location.search).get("simpul"));
  act.choose(view.byId.has(asked) ? asked : view.chosen, { focus: false });
}

function buttons(root, view, act) {
  const does = {
    larger: () => act.zoom(1.25),
    smaller: () => act.zoom(0.8),
    fit: () => view.fit(),
    open: () => act.all(Infinity),
    close: () => act.all(1),
    print: () => window.print(),
    focus: () => act.focus(view.chosen),
    whole: () => act.focus(0),
  };
  for (const [name, act] of Object.entries(does)) root.querySelector(`[data-${name}]`).addEventListener("click", act);
}

function start(root) {
  root.dataset.begun = "";
  begin(root).then(
    () => (root.dataset.ready = ""),
    () => (root.querySelector("[data-failed]").hidden = false),
  );
}

for (const root of document.querySelectorAll("[data-tree]:not([data-begun])")) start(root);
