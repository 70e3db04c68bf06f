/** What stays on this device, per account. A new version only adds to this; it never rewrites a row. */
const { Dexie } = self;

/* Strict: a row that is said to be kept has reached the disk, also when the battery falls out. */
export const db = new Dexie("karsa", { chromeTransactionDurability: "strict" });
db.version(1).stores({
  entries: "key, account",
  files: "key, entry",
  vaults: "account",
  held: "account",
});
db.version(2).stores({ decisions: "key, account" });

const news = "BroadcastChannel" in self ? new BroadcastChannel("karsa-antre") : null;

/** Tell other tabs and the worker that the queue has changed. */
export const tell = (what = "berubah") => news?.postMessage(what);
export const listen = (heard) => news?.addEventListener("message", heard);

/** Ask the browser to send later by itself; where it cannot, the next opening does. */
export async function later() {
  const ready = await navigator.serviceWorker?.ready;
  await ready?.sync?.register("karsa-kirim").catch(() => {});
}
