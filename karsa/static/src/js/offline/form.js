/** The form of a new entry goes into the queue first and is sent from there: signal or not, nothing is lost.
    Without this script the same form is sent as plain forms are. */
import { forget } from "../drafts.js";
import { toast } from "../toast.js";
import { flush } from "./flush.js";
import { entry, file, freshKey, isFull, keep, TO_SEND } from "./queue.js";

const ANSWER = 4000;
const SKIP = new Set(["csrfmiddlewaretoken", "next", "key", "do"]);
const KEY = /^[0-9a-f-]{36}$/;
const words = () => document.getElementById("antre-kata");
const t = (name) => words().dataset[name];
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

const labelOf = (form) => {
  const chosen = form.querySelector("[name=about]:checked");
  return chosen?.closest("label")?.querySelector("span")?.firstChild.textContent.trim() || "";
};

function read(form) {
  const fields = {};
  const blobs = [];
  for (const [name, value] of new FormData(form)) {
    if (value instanceof File) value.size && blobs.push({ key: freshKey(), blob: value, name: value.name, type: value.type });
    else if (!SKIP.has(name)) fields[name] = value;
  }
  return { fields, blobs };
}

/** What stands above the form: why it was not taken, or that the phone is full. */
function say(form, sentence) {
  form.querySelector("[data-antre-note]")?.remove();
  const note = words().content.firstElementChild.cloneNode(true);
  note.dataset.antreNote = "";
  note.querySelector("[data-sentence]").textContent = sentence;
  form.prepend(note);
  note.scrollIntoView({ block: "center" });
}

function fill(form, { fields, files }) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (!field) continue;
    if (field instanceof RadioNodeList) field.value = value;
    else if (field.type === "checkbox") field.checked = true;
    else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
  return files.filter((one) => !one.refused);
}

async function showFiles(vault, form, files) {
  const list = form.querySelector(".photos");
  for (const { key, name, type } of files) {
    const item = document.createElement("li");
    item.className = "photo";
    item.textContent = name;
    const content = type.startsWith("image/") && (await file(vault, key));
    if (content) {
      const image = new Image();
      image.alt = "";
      image.src = URL.createObjectURL(new Blob([content], { type }));
      item.prepend(image);
    }
    list?.append(item);
  }
}

const leave = (url, sentence) => {
  sessionStorage.setItem("karsa-kabar", sentence);
  location.assign(url);
};

async function store(vault, form, said, key, state) {
  const { fields, blobs, before } = said;
  const files = [...before, ...blobs.map(({ key: own, name, type }) => ({ key: own, name, type }))];
  const row = { key, state, fields, label: labelOf(form), files };
  try {
    await keep(vault, row, blobs);
    return true;
  } catch (why) {
    if (!isFull(why) || !blobs.length) throw why;
  }
  await keep(vault, { ...row, state: "draft", files: before }, []);
  return false;
}

/** Wait a little for the server's answer to this entry; none means it stays in the queue. */
async function answered(vault, key) {
  const done = flush();
  await Promise.race([done, new Promise((stop) => setTimeout(stop, ANSWER))]);
  return (await entry(vault, key)) || { state: "stored" }; /* a guest's goes as soon as it was sent */
}

async function take(vault, form, submitter, key, before) {
  const draft = submitter?.value === "draft";
  const said = { ...read(form), before };
  try {
    if (!(await store(vault, form, said, key, draft ? "draft" : "waiting"))) return say(form, t("penuh"));
  } catch {
    return say(form, t("gagal"));
  }
  forget(form);
  const device = words().dataset.device;
  if (draft) return leave(device, t("draf"));
  const row = navigator.onLine ? await answered(vault, key) : { state: "waiting" };
  if (row.state === "refused" || row.state === "overtaken") return say(form, row.sentence);
  if (TO_SEND.has(row.state)) return leave(device, t("simpan"));
  const next = form.elements.next?.value || "";
  leave(/^\/(?!\/)/.test(next) ? next : words().dataset.done, t("terkirim"));
}

/** Without a vault (an old browser, a locked phone) the form goes the plain way. */
function sendPlainly(form, submitter) {
  const said = document.createElement("input");
  Object.assign(said, { type: "hidden", name: submitter?.name || "do", value: submitter?.value || "" });
  form.append(said);
  form.submit();
}

/** Bring back an entry that waits for its author; its files stay where they are. */
async function reopen(vault, form, key) {
  const found = vault && KEY.test(key) && (await entry(vault, key));
  if (!found) return null;
  const before = fill(form, found);
  await showFiles(vault, form, before);
  return { key, before };
}

/** Take over the form at once; what is pressed before the vault is open waits for it.
    A page that was kept is shown again and again, so every form gets a key of its own. */
export function form(node, opening) {
  const wanted = new URLSearchParams(location.search).get("antre") || "";
  const ready = opening.then(async (vault) => {
    const again = (await reopen(vault, node, wanted)) || { key: freshKey(), before: [] };
    node.elements.key.value = again.key;
    if (again.key !== wanted && node.elements.day.value < today()) node.elements.day.value = today();
    node.dataset.antreReady = "";
    return { vault, ...again };
  });
  node.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (submitter?.value === "draft" && navigator.onLine && !wanted) return;
    event.preventDefault();
    if (node.dataset.sending !== undefined) return;
    node.dataset.sending = "";
    submitter?.classList.add("is-sending");
    const { vault, key, before } = await ready;
    if (!vault) return sendPlainly(node, submitter);
    await take(vault, node, submitter, key, before);
    delete node.dataset.sending;
    submitter?.classList.remove("is-sending");
  });
}

/** "The same as last time" without signal: an entry of today with another number, kept in the queue. */
export function repeat(node, opening) {
  node.addEventListener("submit", async (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    const vault = await opening;
    const quantity = node.elements.quantity.value;
    if (!vault || !quantity) return toast(t(vault ? "angka" : "gagal"));
    const { about, label, measure } = node.dataset;
    const fields = { about, quantity, measure, day: today(), text: "" };
    try {
      await keep(vault, { key: freshKey(), state: "waiting", fields, label, files: [] }, []);
    } catch {
      return toast(t("gagal"));
    }
    node.textContent = t("simpan");
  });
}
