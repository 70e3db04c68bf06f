/* Loaded where the queue is needed: opens the vault, takes over the form, shows what waits, sends it. */
import { board } from "./offline/board.js";
import { flush, me } from "./offline/flush.js";
import { form, repeat } from "./offline/form.js";
import { list } from "./offline/list.js";
import { asking, choosing } from "./offline/pin.js";
import { later } from "./offline/store.js";
import { close, openBySeal, opened } from "./offline/vault.js";

const account = document.body.dataset.person;
const FRESH = 3 * 3600 * 1000;

const isGuest = () => localStorage.getItem("karsa-tamu") === "1";

/** The vault of the person of this page: open already, or opened with what the server gives. */
async function vaultOfPage() {
  const found = await opened();
  if (found?.account === account && found.isGuest === isGuest()) return found;
  if (found && found.account !== account) await close();
  const who = await me().catch(() => null);
  return who?.account === account ? openBySeal(who, isGuest()) : null;
}

/** Have the pages of the field kept, at most every few hours; a new worker does so by itself. */
async function keepPages(vault) {
  const name = `karsa-halaman:${account}`;
  const worker = (await navigator.serviceWorker?.ready)?.active;
  if (!worker || vault.isGuest || Date.now() - localStorage.getItem(name) < FRESH) return;
  worker.postMessage({ keep: true });
  localStorage.setItem(name, Date.now());
}

async function begin() {
  document.querySelectorAll("form[data-pin=ask]").forEach(asking);
  if (!account) return;
  const opening = vaultOfPage();
  document.querySelectorAll("form[data-antre=baru]").forEach((node) => form(node, opening));
  document.querySelectorAll("form[data-antre=ulang]").forEach((node) => repeat(node, opening));
  document.body.dataset.antreSiap = "";
  const vault = await opening;
  if (!vault) return;
  document.querySelectorAll("form[data-pin=choose]").forEach(choosing);
  for (const node of document.querySelectorAll("[data-antre=daftar]")) await list(node, vault);
  if (document.querySelector("[data-antre=papan]")) await board(vault);
  addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  navigator.storage?.persist?.();
  await flush();
  await Promise.all([later(), keepPages(vault)]);
}

begin();
