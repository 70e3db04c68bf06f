/** Nothing typed is lost: a form with data-draft="name" keeps what was typed in this browser until
    the server has taken it, and offers it back. Secrets and files are never kept. */
const PREFIX = "karsa-isian:";
const KEPT = 14 * 24 * 3600 * 1000;
const SKIP = new Set(["password", "file", "hidden", "submit", "button"]);

const owner = () => document.body.dataset.person || "";
const key = (form) => `${PREFIX}${owner()}:${form.dataset.draft}`;
const fields = (form) =>
  [...form.elements].filter((field) => field.name && !SKIP.has(field.type) && !field.hasAttribute("data-no-draft"));

function read(form) {
  const values = [];
  for (const field of fields(form)) {
    if (field.type === "checkbox" || field.type === "radio") values.push([field.name, field.value, field.checked]);
    else values.push([field.name, field.value]);
  }
  return values;
}

function write(form, values) {
  const found = fields(form);
  values.forEach(([name, value, checked], index) => {
    const field = found[index]?.name === name ? found[index] : found.find((one) => one.name === name);
    if (!field) return;
    if (checked === undefined) field.value = value;
    else field.checked = checked;
  });
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function load(form) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(form)));
    return kept && Date.now() - kept.at < KEPT ? kept.values : null;
  } catch {
    return null;
  }
}

function store(form) {
  try {
    if (localStorage.getItem("karsa-tamu") === "1") return; /* somebody else's phone */
    localStorage.setItem(key(form), JSON.stringify({ at: Date.now(), values: read(form) }));
  } catch {
    /* Full or refused: the page itself still holds what was typed. */
  }
}

function offer(form) {
  const kept = load(form);
  const pattern = document.getElementById("isian-tersimpan");
  if (!kept || !pattern || JSON.stringify(kept) === JSON.stringify(read(form))) return;
  const node = pattern.content.firstElementChild.cloneNode(true);
  node.querySelector("[data-restore]").addEventListener("click", () => (write(form, kept), node.remove()));
  node.querySelector("[data-forget]").addEventListener("click", () => (drop(key(form)), node.remove()));
  form.prepend(node);
}

/** The form's words are safe elsewhere. */
export const forget = (form) => form.dataset.draft && drop(key(form));

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    /* Nothing was kept. */
  }
}

function begin(root) {
  for (const form of root.querySelectorAll?.("form[data-draft]:not([data-drafted])") || []) {
    form.dataset.drafted = "";
    offer(form);
  }
}

/* A plain form leaves the page: the page after it shows whether the server took what was typed. */
const SENT = "karsa-dikirim";

function settle() {
  try {
    const name = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (!name || document.querySelector("[data-refusal], [aria-invalid='true']")) return;
    const again = [...document.querySelectorAll("form[data-draft]")].some((form) => key(form) === name);
    if (!again || document.querySelector("[data-toast='good']")) drop(name);
  } catch {
    /* Storage refused: nothing was kept. */
  }
}

function leaving({ target, defaultPrevented }) {
  if (defaultPrevented || !target.matches("form[data-draft]") || target.hasAttribute("hx-post")) return;
  try {
    store(target);
    sessionStorage.setItem(SENT, key(target));
  } catch {
    /* Storage refused: the browser's own history still holds the form. */
  }
}

export function drafts() {
  let waiting;
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-draft]");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => store(form), 400);
  });
  settle();
  begin(document);
  document.addEventListener("submit", leaving);
  document.addEventListener("htmx:load", (event) => begin(event.target));
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = !detail.elt.matches("[data-asks]") && detail.elt.closest?.("form[data-draft]");
    if (form && detail.successful && detail.requestConfig?.verb === "post") drop(key(form));
  });
}
