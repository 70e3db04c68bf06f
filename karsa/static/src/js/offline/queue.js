/** The queue of one account: entries with their files, sealed, each with the state its author sees.
    draft → waiting (di ponsel) → sent (terkirim) → stored (diterima server) → reviewed (ditinjau);
    refused and overtaken wait for their author. Nothing leaves before the server has it. */
import { db, tell } from "./store.js";
import { seal, sealText, unseal, unsealText } from "./vault.js";

export const TO_SEND = new Set(["waiting", "sent"]);
export const OPEN = new Set(["draft", "waiting", "sent", "refused", "overtaken"]);
const RECEIPTS = 14 * 24 * 3600 * 1000;

/** Whether the device has no room for what was to be written. */
export const isFull = (why) => /Quota/.test(`${why?.name} ${why?.inner?.name} ${why?.message}`);

/** A key of our own; crypto.randomUUID came with Chrome 92. */
export function freshKey() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Keep an entry and its new files at once, or nothing. `said`: fields, label and files it had. */
export async function keep(vault, { key, state, fields, label, files }, blobs) {
  const sealed = await Promise.all(
    blobs.map(async ({ key: own, blob }) => ({ key: own, entry: key, account: vault.account, sealed: await seal(vault, await blob.arrayBuffer()) })),
  );
  const said = await sealText(vault, { fields, label, files, sentence: "" });
  const row = { key, account: vault.account, state, made: Date.now(), left: files.map((file) => file.key), said };
  await db.transaction("rw", db.entries, db.files, async () => {
    const gone = await db.files.where({ entry: key }).primaryKeys();
    await db.files.bulkDelete(gone.filter((one) => !row.left.includes(one)));
    await db.entries.put(row);
    await db.files.bulkPut(sealed);
  });
  count(vault);
  tell();
}

const rowsOf = (table, vault) => table.where({ account: vault.account });
const unsealed = async (vault, row) => ({ ...row, ...(await unsealText(vault, row.said)) });

/** What the account has in a table, oldest first, opened. */
async function kept(table, vault) {
  const rows = await rowsOf(table, vault).sortBy("made");
  return Promise.all(rows.map((row) => unsealed(vault, row)));
}

/** The account's entries, newest first, and its decisions in the order they were taken. */
export const entries = async (vault) => (await kept(db.entries, vault)).reverse();
export const decisions = (vault) => kept(db.decisions, vault);

export async function entry(vault, key) {
  const row = await db.entries.get(key);
  return row?.account === vault.account ? unsealed(vault, row) : null;
}

export async function file(vault, key) {
  const row = await db.files.get(key);
  return row && unseal(vault, row.sealed);
}

/** Write what changed of some entries, all at once. */
export async function change(vault, changes) {
  const rows = [];
  for (const { fields, label, files, sentence, ...row } of changes)
    rows.push({ ...row, said: await sealText(vault, { fields, label, files, sentence }) });
  await db.entries.bulkPut(rows);
  count(vault);
  tell();
}

/** A file the server has, or its author gave up. */
export async function dropFile(vault, row, key) {
  row.left = row.left.filter((one) => one !== key);
  await change(vault, [row]);
  await db.files.delete(key);
}

export async function remove(vault, keys) {
  await db.transaction("rw", db.entries, db.files, async () => {
    await db.files.where("entry").anyOf(keys).delete();
    await db.entries.bulkDelete(keys);
  });
  count(vault);
  tell();
}

/** Keys of decisions that the server has, as far as this page has heard. */
export const finished = new Set();

/** Keep a reviewer's decision about an entry as it was seen. `said`: entry, act, words, seen, label. */
export async function keepDecision(vault, said) {
  await writeDecision(vault, { key: freshKey(), state: "waiting", made: Date.now(), sentence: "", ...said });
}

export async function writeDecision(vault, { key, state, made, ...said }) {
  await db.decisions.put({ key, account: vault.account, state, made, said: await sealText(vault, said) });
  count(vault);
  tell();
}

/** Let go of a decision: taken back, or `done`, which open boards need to tell apart. */
export async function dropDecision(vault, key, done = false) {
  if (done) finished.add(key);
  await db.decisions.delete(key);
  tell(done ? { key, done } : undefined);
  count(vault);
}

/** Receipts of what the server has had for two weeks go; a guest's go at once. */
export async function forgetOld(vault) {
  const rows = await rowsOf(db.entries, vault).toArray();
  const done = rows.filter((row) => !OPEN.has(row.state) && !row.left.length && (vault.isGuest || Date.now() - row.made > RECEIPTS));
  if (done.length) await remove(vault, done.map((row) => row.key));
}

export const others = async (account) =>
  (await db.entries.toArray()).filter((row) => row.account !== account && OPEN.has(row.state)).length;

/** How many wait, where pages read it without opening the database. */
export async function count(vault) {
  if (!self.localStorage) return;
  const rows = await rowsOf(db.entries, vault).toArray();
  const waiting = rows.filter((row) => OPEN.has(row.state) || row.left.length).length;
  const decided = await rowsOf(db.decisions, vault).count();
  localStorage.setItem(`karsa-antre:${vault.account}`, waiting + decided);
  self.dispatchEvent(new Event("karsa:antre"));
}
