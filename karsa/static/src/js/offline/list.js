/** What waits on this phone, row by row, with its state and what to do; words come from the page. */
import { refill } from "../refill.js";
import { note } from "./board.js";
import { giveUp, flush } from "./flush.js";
import { change, decisions, dropDecision, entries, others, remove } from "./queue.js";
import { listen } from "./store.js";

const day = (text) => (text ? new Date(`${text}T12:00`).toLocaleDateString("id-ID", { day: "numeric", month: "long" }) : "");

function show(node, name, text) {
  const place = node.querySelector(`[data-${name}]`);
  place.textContent = text;
  place.hidden = !text;
}

function draw(list, row) {
  const node = list.querySelector("template").content.firstElementChild.cloneNode(true);
  const { fields, left, state, result } = row;
  node.dataset.key = row.key;
  node.dataset.state = state;
  show(node, "label", row.label);
  show(node, "said", [fields.quantity, day(fields.day), fields.text].filter(Boolean).join(" · "));
  show(node, "sentence", row.sentence);
  const kind = result === "returned" ? "returned" : state;
  for (const tag of node.querySelectorAll("[data-for]")) tag.hidden = !tag.dataset.for.split(" ").includes(kind);
  const refused = row.files.some((one) => one.refused);
  show(node, "left", left.length ? list.dataset.left.replace("%", left.length) : "");
  node.querySelector("[data-act=drop]").hidden = !refused;
  node.querySelector("[data-edit]").href += `?antre=${row.key}`;
  const link = node.querySelector("[data-open]");
  link.hidden = !row.entry;
  link.href = link.dataset.open.replace("0", row.entry || "");
  return node;
}

function decided(row) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  item.className = "row";
  link.className = "textlink";
  link.href = `/kerja/catatan/${row.entry}/`;
  link.textContent = row.label;
  item.append(link, note(row));
  return item;
}

async function act(vault, name, key) {
  const row = (await entries(vault)).find((one) => one.key === key);
  if (name === "remove") return remove(vault, [key]);
  if (name === "send") {
    row.state = "waiting";
    row.sentence = "";
    await change(vault, [row]);
    return flush();
  }
  for (const file of row.files.filter((one) => one.refused && row.left.includes(one.key))) await giveUp(vault, row, file.key);
}

export function list(node, vault) {
  const redraw = async () => {
    const rows = await entries(vault);
    const body = node.querySelector("[data-rows]");
    refill(body, ...rows.map((row) => draw(node, row)));
    const kept = await decisions(vault);
    body.append(...kept.map(decided));
    node.querySelector("[data-empty]").hidden = rows.length + kept.length > 0;
    const foreign = node.querySelector("[data-others]");
    const count = await others(vault.account);
    foreign.hidden = !count;
    foreign.querySelector("[data-count]").textContent = count;
  };
  node.addEventListener("click", async ({ target }) => {
    const taken = target.closest("[data-undecide]");
    if (taken) return dropDecision(vault, taken.closest("[data-decided]").dataset.decided);
    const button = target.closest("[data-act]");
    if (!button) return;
    await act(vault, button.dataset.act, button.closest("[data-key]").dataset.key).catch(() => {});
    await redraw();
  });
  listen(redraw);
  addEventListener("karsa:antre", redraw);
  return redraw();
}
