/** Registers the worker and loads the queue's script only where something needs it: a page of the queue,
    something that waits, or the first page of a visit. */
import { toast } from "./toast.js";

const LATER = 6000;

const store = (area, name, value) => {
  try {
    return value === undefined ? area().getItem(name) : area().setItem(name, value);
  } catch {
    return null; /* Storage refused: plain forms still work. */
  }
};
const local = () => localStorage;
const visit = () => sessionStorage;
const waiting = () => Number(store(local, `karsa-antre:${document.body.dataset.person}`)) || 0;

function chip() {
  const node = document.querySelector("[data-antre-chip]");
  if (!node) return;
  node.hidden = !waiting();
  node.querySelector("[data-count]").textContent = waiting();
}

function load(sources) {
  for (const src of sources) {
    const script = document.createElement("script");
    script.async = false; // one after the other
    script.src = src;
    document.head.append(script);
  }
}

/** Whoever stands at the door or leaves is not the owner of what is open. */
async function leave() {
  const found = await navigator.serviceWorker?.getRegistration("/kerja/");
  found?.active?.postMessage({ leave: true });
}

/** What is pressed without signal before the queue is loaded waits for it. */
function hold(event, begin) {
  if (navigator.onLine || !event.target.matches("[data-antre=ulang]")) return;
  event.preventDefault();
  begin();
  setTimeout(() => event.target.requestSubmit(), 2000);
}

function news() {
  const sentence = store(visit, "karsa-kabar");
  if (!sentence) return;
  store(visit, "karsa-kabar", "");
  toast(sentence, "good");
}

export function offline() {
  if (!navigator.serviceWorker || !window.indexedDB || !window.crypto?.subtle) return;
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-keluar]")) leave();
    const guest = target.querySelector("[data-tamu]");
    if (guest) store(local, "karsa-tamu", guest.checked ? "1" : "");
  });
  if (document.querySelector("[data-tamu]")) return leave();
  const meta = document.querySelector("meta[name=karsa-antre]");
  if (!meta) return;
  news();
  chip();
  addEventListener("karsa:antre", chip);
  if (document.body.dataset.person) navigator.serviceWorker.register("/kerja/sw.js").catch(() => {});
  const person = document.body.dataset.person;
  let begun = false;
  const begin = () => {
    if (!begun) load(meta.content.split(" "));
    begun = true;
    store(visit, "karsa-siap", person);
  };
  /* A slow phone shows the page and answers first: what may wait is loaded when it has been quiet. */
  const idle = window.requestIdleCallback || setTimeout;
  if (waiting() || !navigator.onLine || document.querySelector("[data-antre]:not([data-antre=ulang]), [data-pin]")) return idle(begin, { timeout: 2000 });
  if (store(visit, "karsa-siap") === person && !document.querySelector("[data-antre]")) return;
  addEventListener("offline", begin);
  setTimeout(begin, LATER);
  document.addEventListener("submit", (event) => document.body.dataset.antreSiap === undefined && hold(event, begin), true);
}
