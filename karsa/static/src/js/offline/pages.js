/** Pages that open without signal: sealed like the queue, kept as they were last seen. */
import { seal, sealText, unseal, unsealText } from "./vault.js";

const MOST = 40;
const KEPT = /^\/kerja\/(hari-ini\/|catatan\/(?!ekinerja|kirim|bukti|dokumentasi|luring)|rencana\/|belajar\/)/;
const cacheOf = (account) => caches.open(`halaman:${account}`);
const headersOf = (response) => [...response.headers].filter(([name]) => /^content-(type|security-policy)/.test(name));

export const keeps = (url) => KEPT.test(url.pathname);

/** Keep a page of whoever's vault is open; another's page, and a guest's, are not kept. */
export async function keepPage(vault, version, url, response) {
  const html = await response.text();
  const [, account] = html.match(/data-person="(\d+)"/) || [];
  if (!vault || vault.isGuest || vault.account !== account) return;
  const cache = await cacheOf(account);
  const head = await sealText(vault, { version, headers: headersOf(response) });
  const body = await seal(vault, new TextEncoder().encode(html));
  const parts = [head.iv, body.iv, new Uint32Array([head.data.byteLength]), head.data, body.data];
  await cache.put(url.pathname + url.search, new Response(new Blob(parts)));
  const names = await cache.keys();
  await Promise.all(names.slice(0, -MOST).map((name) => cache.delete(name)));
}

async function open(vault, response) {
  const all = await response.arrayBuffer();
  const length = new Uint32Array(all.slice(24, 28))[0];
  const { version, headers } = await unsealText(vault, { iv: all.slice(0, 12), data: all.slice(28, 28 + length) });
  const body = () => unseal(vault, { iv: all.slice(12, 24), data: all.slice(28 + length) });
  return { version, headers, body };
}

/** The page as it was last seen, none if it is not kept or the vault is locked. */
export async function keptPage(vault, url) {
  if (!vault) return null;
  const cache = await cacheOf(vault.account);
  const found = (await cache.match(url.pathname + url.search)) || (await cache.match(url.pathname, { ignoreSearch: true }));
  if (!found) return null;
  const { headers, body } = await open(vault, found);
  return new Response(await body(), { headers: [...headers, ["X-Karsa-Kept", "1"]] });
}

/** Pages of an earlier version go once the newer ones are here, so that versions never mix. */
export async function dropOlder(vault, version) {
  const cache = await cacheOf(vault.account);
  for (const name of await cache.keys()) {
    const page = await open(vault, await cache.match(name)).catch(() => null);
    if (page?.version !== version) await cache.delete(name);
  }
}

export async function forgetPages() {
  for (const name of await caches.keys()) if (name.startsWith("halaman:")) await caches.delete(name);
}
