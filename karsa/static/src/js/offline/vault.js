/** Each account's queue and pages are sealed with a key of their own. The key is wrapped twice: by a
    secret the server gives whoever is signed in, and by the PIN of this device. Neither is kept here;
    only while the vault is open does the browser hold the key, and scripts cannot read it out. */
import { db } from "./store.js";

const AES = { name: "AES-GCM", length: 256 };
const ROUNDS = 200000;
const TRIES = 8;
const IDLE = 15 * 60 * 1000;
const bytes = (text) => new TextEncoder().encode(text);
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const aes = (iv) => ({ name: "AES-GCM", iv });

async function wrapperOfSeal(seal) {
  const digest = await crypto.subtle.digest("SHA-256", bytes(seal));
  return crypto.subtle.importKey("raw", digest, AES, false, ["wrapKey", "unwrapKey"]);
}

async function wrapperOfPin(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, typed, AES, false, ["wrapKey", "unwrapKey"]);
}

async function wrap(key, wrapper) {
  const iv = random(12);
  return { iv, data: await crypto.subtle.wrapKey("raw", key, wrapper, aes(iv)) };
}

const unwrap = ({ iv, data }, wrapper, readable) =>
  crypto.subtle.unwrapKey("raw", data, wrapper, aes(iv), AES, readable, ["encrypt", "decrypt"]);

async function made(account, wrapper) {
  const key = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
  const vault = { account, bySeal: await wrap(key, wrapper), byPin: null, wrong: 0, isGuest: false };
  await db.vaults.put(vault);
  return vault;
}

async function hold(vault, key) {
  const row = { account: vault.account, key, isGuest: vault.isGuest, until: vault.byPin ? Date.now() + IDLE : Infinity };
  await db.transaction("rw", db.held, async () => {
    await db.held.clear();
    await db.held.put(row);
  });
  return row;
}

/** The vault that is open now, none when it is locked; asking for it keeps it open. */
export async function opened() {
  const row = await db.held.toCollection().first();
  if (!row || row.until < Date.now()) return null;
  if (row.until !== Infinity && row.until - Date.now() < IDLE / 2) await db.held.update(row.account, { until: Date.now() + IDLE });
  return row;
}

/** Open the account's vault with what the server gave; make it at the first visit. */
export async function openBySeal({ account, seal }, isGuest) {
  const wrapper = await wrapperOfSeal(seal);
  const vault = (await db.vaults.get(account)) || (await made(account, wrapper));
  if (isGuest !== undefined) vault.isGuest = isGuest;
  vault.wrong = 0;
  await db.vaults.put(vault);
  return hold(vault, await unwrap(vault.bySeal, wrapper, false));
}

/** Open the account's vault with its PIN: "open", "wrong", or "spent" after too many tries. */
export async function openByPin(account, pin) {
  const vault = await db.vaults.get(account);
  if (!vault?.byPin || vault.wrong >= TRIES) return "spent";
  await db.vaults.update(account, { wrong: vault.wrong + 1 });
  try {
    const key = await unwrap(vault.byPin, await wrapperOfPin(pin, vault.byPin.salt), false);
    await db.vaults.update(account, { wrong: 0 });
    await hold(vault, key);
    return "open";
  } catch {
    return vault.wrong + 1 >= TRIES ? "spent" : "wrong";
  }
}

/** Choose a PIN for this device; only while signed in, for the key is taken from the server's wrapping. */
export async function choosePin({ account, seal }, pin) {
  const vault = await db.vaults.get(account);
  const key = await unwrap(vault.bySeal, await wrapperOfSeal(seal), true);
  const salt = random(16);
  vault.byPin = { salt, ...(await wrap(key, await wrapperOfPin(pin, salt))) };
  vault.wrong = 0;
  await db.vaults.put(vault);
  await openBySeal({ account, seal });
}

/** Close whatever is open. A guest who has nothing left to send leaves no trace. */
export async function close() {
  const [row] = await db.held.toArray();
  await db.held.clear();
  if (!row?.isGuest) return;
  const left = await Promise.all([db.entries, db.decisions].map((table) => table.where({ account: row.account }).count()));
  if (!left.some(Boolean)) await db.vaults.delete(row.account);
}

/** The accounts of this device that have a PIN, newest choice last. */
export const withPin = async () => (await db.vaults.toArray()).filter((vault) => vault.byPin).map((vault) => vault.account);

export async function seal(vault, data) {
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt(aes(iv), vault.key, data) };
}

export const unseal = (vault, { iv, data }) => crypto.subtle.decrypt(aes(iv), vault.key, data);
export const sealText = (vault, value) => seal(vault, bytes(JSON.stringify(value)));
export const unsealText = async (vault, sealed) => JSON.parse(new TextDecoder().decode(await unseal(vault, sealed)));
