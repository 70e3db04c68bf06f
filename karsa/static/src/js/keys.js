/** Review with the keyboard: j and k walk the rows, a letter presses the act that bears it in data-key,
    a digit chooses among the ready sentences of what is open. A tick turns it off for this device. */
import { fill } from "./acts.js";

const OFF = "karsa-tanpa-pintasan";
const rows = () => [...document.querySelectorAll("[data-entry]")];
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");

/* A row that is drawn anew loses the focus; its id tells where one was. */
let last = "";
const where = (target) => target.closest("[data-entry]") || document.querySelector(`[data-entry][id="${last}"]`);

function at(row) {
  if (!row) return;
  last = row.id;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function step(row, by) {
  const all = rows();
  return row ? all[all.indexOf(row) + by] : all[0];
}

/* The row may be gone when the answer comes, so the next one is found before. */
function press(row, button) {
  const next = step(row, 1) || step(row, -1);
  button.click();
  at(next);
}

function act(row, key) {
  const chosen = /^[1-9]$/.test(key) && row.querySelectorAll("details[open] button[name]")[key - 1];
  if (chosen) return press(row, chosen);
  const target = row.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  if (target.tagName !== "SUMMARY") return key === "a" ? press(row, target) : target.click();
  for (const open of row.querySelectorAll("details[open]")) open.open = open === target.parentElement;
  target.parentElement.open = true;
  fill(target.parentElement);
  target.parentElement.scrollIntoView({ block: "nearest" });
}

function switchable(box) {
  try {
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  } catch {
    /* Storage refused: the choice lasts for this page. */
  }
}

export function keys() {
  const box = document.querySelector("input[data-keys]");
  if (!box) return;
  switchable(box);
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || typing(target)) return;
    const row = where(target);
    if (key === "j" || key === "k") at(step(row, key === "j" ? 1 : -1) || row);
    else if (!row || act(row, key) === false) return;
    event.preventDefault();
  });
}
