/** Finding nodes by their words, code, owner or indicators; Enter goes from one to the next. */

const WAIT = 150;

export function search(view, field, said, act) {
  let ids = [];
  let at = -1;
  const text = (node) => [node.code, node.text, node.owner, ...node.indicators.map(({ name }) => name)].join(" ").toLowerCase();
  const find = () => {
    const wanted = field.value.trim().toLowerCase();
    ids = wanted ? view.nodes.filter((node) => text(node).includes(wanted)).map(({ id }) => id) : [];
    at = -1;
    view.found = new Set(ids);
    view.draw();
    if (ids.length) next();
    else said.textContent = wanted ? said.dataset.nihil : "";
  };
  const next = () => {
    at = (at + 1) % ids.length;
    act.choose(ids[at], { focus: false });
    said.textContent = said.dataset.cocok.replace("{n}", at + 1).replace("{semua}", ids.length);
  };
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (ids.length) next();
  });
  return () => {
    field.value = "";
    find();
  };
}
