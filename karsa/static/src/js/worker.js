/* The service worker of /kerja/. `self.KARSA` (version, shell, offline) comes from /kerja/sw.js, which
   names this file by its hash: another version is another address. */
import { flush, me } from "./offline/flush.js";
import { dropOlder, forgetPages, keepPage, keeps, keptPage } from "./offline/pages.js";
import { close, opened } from "./offline/vault.js";
import { receives } from "./push-worker.js";

const { version, shell, offline, home, pages } = self.KARSA;
const SHELL = `karsa:${version}`;
const SLOW = 8000;
const DOWN = new Set([502, 503, 504]);
/* Nobody reads these answers yet: what a page would say once stays for who opens it. */
const UNREAD = { "X-Karsa-Unread": "1" };
let keeping = new AbortController();

async function install() {
  const cache = await caches.open(SHELL);
  await cache.addAll(shell);
  await cache.add(new Request(offline, { credentials: "omit" }));
  await self.skipWaiting();
}

/** Files named by their hash never change, so whichever version kept them first. */
async function asset(request) {
  const found = await caches.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) (await caches.open(SHELL)).put(request, response.clone());
  return response;
}

async function fallback(url) {
  const vault = await opened();
  const page = await keptPage(vault, url);
  if (page) return page;
  if (url.pathname === "/kerja/" && vault) return Response.redirect(home);
  return caches.match(offline);
}

async function visit(event) {
  const { request } = event;
  const url = new URL(request.url);
  const isRead = request.method === "GET";
  const network = fetch(request).then((response) => {
    if (isRead && response.ok && !response.redirected && keeps(url)) {
      const copy = response.clone();
      event.waitUntil(opened().then((vault) => keepPage(vault, version, url, copy)));
    }
    return response;
  });
  try {
    const slow = isRead && new Promise((done) => setTimeout(async () => done(await keptPage(await opened(), url)), SLOW));
    const response = await Promise.race(slow ? [network, slow.then((page) => page || network)] : [network]);
    return isRead && DOWN.has(response.status) ? (await keptPage(await opened(), url)) || response : response;
  } catch {
    return fallback(url);
  }
}

/** Fetch the pages a person needs in the field, then let go of what an earlier version left. */
async function keepAll() {
  const vault = await opened();
  if (!vault || vault.isGuest || (await me()).account !== vault.account) return;
  const { signal } = (keeping = new AbortController());
  for (const address of pages) {
    const response = await fetch(address, { credentials: "same-origin", headers: UNREAD, signal });
    if (response.status >= 500) return;
    if (!response.ok) continue;
    for (const place of new Set([new URL(address, self.location.origin).href, response.url]))
      await keepPage(vault, version, new URL(place), response.clone());
  }
  await dropOlder(vault, version);
  for (const name of await caches.keys()) if (name.startsWith("karsa:") && name !== SHELL) await caches.delete(name);
}

async function send() {
  if ((await flush()) !== "selesai") throw new Error("later");
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(keepAll).catch(() => {})));
self.addEventListener("sync", (event) => event.waitUntil(send()));
self.addEventListener("message", (event) => {
  const { keep, leave } = event.data || {};
  if (keep) event.waitUntil(keepAll().catch(() => {}));
  if (leave) keeping.abort(); /* or the door would be asked for again, behind whoever stands there */
  if (leave) event.waitUntil(Promise.all([close(), forgetPages()]));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(visit(event));
  else if (request.method === "GET" && /^\/(static|merek)\//.test(pathname)) event.respondWith(asset(request));
});
receives(self);
