/** Keys as in every tree: arrows walk, Enter opens the node's facts, + and − enlarge, Home goes to the top. */

export function keys(view, act) {
  const order = () => [...view.spots.keys()];
  const step = (by) => {
    const ids = order();
    view.choose(ids[Math.min(Math.max(ids.indexOf(view.chosen) + by, 0), ids.length - 1)]);
  };
  const right = () => {
    const below = view.below.get(view.chosen);
    if (!below) return;
    if (view.closed.has(view.chosen)) act.toggle(view.chosen, true);
    else view.choose(below[0].id);
  };
  const left = () => {
    const open = view.below.has(view.chosen) && !view.closed.has(view.chosen);
    if (open) act.toggle(view.chosen, false);
    else view.choose(view.byId.get(view.chosen).main);
  };
  const does = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: right,
    ArrowLeft: left,
    Home: () => view.choose(view.nodes[0].id),
    End: () => view.choose(order().pop()),
    Enter: () => act.facts(view.chosen),
    " ": () => act.toggle(view.chosen),
    "+": () => act.zoom(1.25),
    "=": () => act.zoom(1.25),
    "-": () => act.zoom(0.8),
  };
  view.canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !does[event.key] || !view.chosen) return;
    event.preventDefault();
    does[event.key]();
  });
}
