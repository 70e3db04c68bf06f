/** The board without signal: a reviewer's decision is kept on the phone, shown in its row, and sent once. */
import { toast } from "../toast.js";
import { decisions, dropDecision, finished, isFull, keepDecision } from "./queue.js";
import { later, listen } from "./store.js";

const DECIDES = new Set(["accept", "return"]);
const said = new WeakMap(); /* what a form was sent with: htmx tells of a failure without it */
const rowOf = (node) => node.closest("[data-entry]");

/** What a decision looks like until the server has it; one that met a change says so. */
export function note(row) {
  const node = document.getElementById("putusan-kata").content.firstElementChild.cloneNode(true);
  const names = document.querySelector("[data-act-names]").dataset;
  Object.assign(node.dataset, { decided: row.key, act: row.act });
  node.querySelector("[data-act-name]").textContent = [names[row.act], row.words].filter(Boolean).join(": ");
  node.querySelector("[data-sentence]").textContent = row.sentence;
  node.querySelector("[data-for]").hidden = row.state !== "waiting";
  return node;
}

function show(row) {
  const place = document.querySelector(`[data-entry="${row.entry}"]`);
  if (!place) return;
  place.querySelector(`[data-decided="${row.key}"]`)?.remove();
  place.querySelector(".acts").before(note(row));
  place.querySelector(".acts").hidden = row.state === "waiting" && DECIDES.has(row.act);
}

/* The entry's acts stand again, as if nothing had been decided. */
function undecide(node) {
  rowOf(node).querySelector(".acts").hidden = false;
  node.remove();
}

/* A decision that is no longer kept has been done, or was taken back in another tab. */
async function redraw(vault) {
  const kept = await decisions(vault);
  const keys = new Set(kept.map((row) => row.key));
  for (const node of document.querySelectorAll("[data-decided]")) {
    if (keys.has(node.dataset.decided)) continue;
    if (finished.has(node.dataset.decided) && DECIDES.has(node.dataset.act)) rowOf(node).remove();
    else undecide(node);
  }
  kept.forEach(show);
}

async function keep(vault, form) {
  const row = rowOf(form);
  const { act } = form.dataset;
  const label = row.querySelector("h3, a")?.textContent.trim() || "";
  await keepDecision(vault, { entry: row.dataset.entry, act, words: said.get(form) || "", seen: row.dataset.seen, label });
  for (const open of row.querySelectorAll("details[open]")) open.open = false;
  await later();
}

function full(why) {
  if (!isFull(why)) throw why;
  toast(document.getElementById("antre-kata").dataset.gagalPutusan);
}

export async function board(vault) {
  const isAct = (form) => form.matches?.("form[data-act]") && rowOf(form);
  document.addEventListener(
    "submit",
    (event) => {
      const { target, submitter } = event;
      if (!isAct(target)) return;
      said.set(target, submitter?.value || target.querySelector("input.input")?.value || "");
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      keep(vault, target).catch(full);
    },
    true,
  );
  document.addEventListener("htmx:sendError", ({ detail }) => isAct(detail.elt) && keep(vault, detail.elt).catch(full));
  document.addEventListener("click", ({ target }) => {
    const node = target.closest("[data-undecide]")?.closest("[data-decided]");
    if (!node) return;
    undecide(node);
    dropDecision(vault, node.dataset.decided);
  });
  const again = () => redraw(vault);
  listen(({ data }) => {
    if (data?.done) finished.add(data.key);
    return again();
  });
  addEventListener("karsa:antre", again);
  document.addEventListener("htmx:afterSettle", again);
  await again();
  document.querySelector("[data-antre=papan]").dataset.antreReady = "";
}
