/** An open board: a new entry appears, one that no longer waits leaves. Events carry numbers only; the
    row comes through its page, which shows it only to who may see it. Without a stream the board asks. */
const EVERY = 20000;
const SOON = 1500;
const MOST = 50;

/* What waited when we last looked: a board of people shows only what is new since, a queue shows all. */
let known = null;

const node = () => document.querySelector("[data-live]");
const waiting = () => [...document.querySelectorAll("[data-entry]")];
const shown = (key) => document.getElementById(`catatan-${key}`);
/* What somebody works on is left alone, and nothing joins what is about to be accepted together. */
const held = (row) => row.contains(document.activeElement) || row.querySelector("details[open], .htmx-request");
const asking = () => document.querySelector("dialog[open]");

async function get(url) {
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (answer.redirected || !answer.ok) throw new Error(answer.status);
  return answer;
}

function place(html) {
  const pattern = document.createElement("template");
  pattern.innerHTML = html.trim();
  const row = pattern.content.firstElementChild;
  const lists = [row.dataset.post, "", "lain"].map((name) => document.querySelector(`[data-live-list="${name}"]`));
  const list = lists.find(Boolean);
  if (!list || shown(row.dataset.entry) || list.querySelectorAll("[data-entry]").length >= MOST) return;
  row.classList.add("arrive");
  list.append(row);
  window.htmx?.process(row);
}

async function fetchRow(key) {
  const answer = await get(node().dataset.liveRow.replace("/0/", `/${key}/`));
  const old = shown(key);
  if (answer.status === 204) {
    if (old?.dataset.entry && !held(old)) old.remove();
    return;
  }
  if (old && !held(old)) old.remove();
  if (!asking()) place(await answer.text());
}

function counted() {
  const rows = waiting().length;
  const all = document.querySelector("[data-live-all]");
  if (all && !asking()) {
    const button = all.closest("button");
    all.textContent = all.dataset.liveAll.replace("{n}", rows);
    button.dataset.confirm = `${all.textContent}?`;
    button.dataset.confirmAct = all.textContent;
    button.form.hidden = rows < 2;
  }
  for (const list of document.querySelectorAll("[data-live-list]")) list.hidden = !list.children.length;
  const empty = document.querySelector("[data-live-empty]");
  if (empty) empty.hidden = Boolean(document.querySelector('[data-live-list=""]')?.children.length);
}

async function look() {
  const before = waiting(); // what comes while we ask is newer than the answer
  const { entries, headline, stream } = await (await get(node().dataset.live)).json();
  document.querySelector("h1").textContent = headline;
  for (const row of before) if (!entries.includes(Number(row.dataset.entry)) && !held(row)) row.remove();
  const fills = document.querySelector('[data-live-list=""]');
  const missing = entries.slice(0, MOST).filter((key) => !shown(key) && (fills || (known && !known.has(key))));
  for (const key of missing) await fetchRow(key);
  known = new Set(entries);
  counted();
  return stream;
}

export function live() {
  if (!node()) return;
  let source = null;
  let later = 0;
  let pause = SOON;
  const say = (on) => {
    node().querySelector("[data-live-on]").hidden = !on;
    node().querySelector("[data-live-off]").hidden = on;
  };
  const quiet = () => say(false);
  const close = () => {
    source?.close();
    source = null;
    say(false);
  };
  /* A restart of the stream finds its boards back soon, but not all in the same moment. */
  const lost = () => {
    close();
    setTimeout(begin, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, EVERY);
  };
  const lookSoon = () => {
    clearTimeout(later);
    later = setTimeout(() => look().catch(quiet), 500);
  };
  const connect = async () => {
    const stream = await look();
    if (document.hidden || source || !window.EventSource) return;
    source = new EventSource(stream);
    source.addEventListener("open", () => {
      say(true);
      pause = SOON;
    });
    source.addEventListener("error", lost);
    source.addEventListener("cukup", close);
    source.addEventListener("ulang", lookSoon);
    source.addEventListener("catatan", ({ data }) => {
      fetchRow(data).then(counted).catch(quiet);
      lookSoon();
    });
  };
  const begin = () => !source && !document.hidden && connect().catch(quiet);
  setInterval(begin, EVERY);
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : begin()));
  document.addEventListener("htmx:afterSettle", () => node() && counted());
  begin();
}
