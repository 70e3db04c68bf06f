/* Loaded where the queue is needed: opens the vault, takes over the form, shows what waits, sends it. */
import { flush } from "./offline/flush.js";
import { form } from "./offline/form.js";
import { list } from "./offline/list.js";
import { asking, choosing } from "./offline/pin.js";
import { close, opened } from "./offline/vault.js";

const account = document.body.dataset.person;
const pages = document.querySelector("meta[name=karsa-antre]")?.dataset.pages.split(" ") || [];
const FRESH = 3 * 3600 * 1000;

const isGuest = () => localStorage.getItem("karsa-tamu") === "1";

/** The vault of the person of this page: open already, or opened with what the server gives. */
async function vaultOfPage() {
  const found = await opened();
  if (found?.account === account && found.isGuest === isGuest()) return found;
  if (found && found.account !== account) await close();
  await flush(isGuest());
  const now = await opened();
  return now?.account === account ? now : null;
}

async function keepPages(vault) {
  const name = `karsa-halaman:${account}`;
  const worker = (await navigator.serviceWorker?.ready)?.active;
  const version = document.querySelector("meta[name=karsa-antre]").content;
  const [kept, at] = (localStorage.getItem(name) || "").split("|");
  if (!worker || vault.isGuest || (kept === version && Date.now() - at < FRESH)) return;
  worker.postMessage({ keep: pages });
  localStorage.setItem(name, `${version}|${Date.now()}`);
}

/** Ask the browser to send later by itself; where it cannot, the next opening does. */
async function later() {
  const ready = await navigator.serviceWorker?.ready;
  await ready?.sync?.register("karsa-kirim").catch(() => {});
}

async function begin() {
  document.querySelectorAll("form[data-pin=ask]").forEach(asking);
  if (!account) return;
  const vault = await vaultOfPage();
  if (!vault) return;
  document.querySelectorAll("form[data-pin=choose]").forEach(choosing);
  for (const node of document.querySelectorAll("form[data-antre=baru]")) await form(node, vault);
  for (const node of document.querySelectorAll("[data-antre=daftar]")) await list(node, vault);
  addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  navigator.storage?.persist?.();
  await flush();
  await Promise.all([later(), keepPages(vault)]);
}

begin();
