/** Sends the queue of whoever is signed in, from a page or from the worker, one at a time. */
import { change, count, decisions, dropDecision, dropFile, entries, file, forgetOld, isFull, OPEN, TO_SEND, writeDecision } from "./queue.js";
import { opened, openBySeal } from "./vault.js";

const URL_SEND = "/kerja/catatan/kirim/";
const URL_DECIDE = "/kerja/catatan/putusan/";
const JSON_HEAD = { "Content-Type": "application/json" };
const AT_ONCE = 20;
const PATIENCE = 30000;
/* Where a photo was taken goes with it, if its author wanted that. */
const WHERE = ["with_place", "latitude", "longitude"];

/** The server could not be asked, or not now: everything stays as it is. */
class Later extends Error {}

async function ask(url, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    return await fetch(url, { credentials: "same-origin", redirect: "error", ...options, signal: stop.signal });
  } catch {
    throw new Later("luring");
  } finally {
    clearTimeout(timer);
  }
}

/** Whom the browser is signed in as: account, token and seal. */
export async function me() {
  const response = await ask("/api/v1/me");
  if (response.status === 401) throw new Later("masuk");
  if (!response.ok) throw new Later("gangguan");
  return response.json();
}

async function post(who, url, body, headers = {}) {
  const send = () => ask(url, { method: "POST", body, headers: { "X-CSRFToken": who.token, ...headers } });
  let response = await send();
  if (response.status === 403) {
    Object.assign(who, await me());
    response = await send();
  }
  if (response.status === 401) throw new Later("masuk");
  if (response.status >= 500 || response.status === 429) throw new Later("gangguan");
  return response;
}

const json = (response) => response.json().catch(() => ({}));

/* A full device sends all the same: its key makes what was not noted down harmless to send again. */
const note = (vault, rows) => change(vault, rows).catch((why) => isFull(why) || Promise.reject(why));

async function sendEntries(vault, who, rows) {
  for (const row of rows) row.state = "sent";
  await note(vault, rows);
  const said = rows.map(({ key, made, fields, left }) => ({ key, written_at: new Date(made).toISOString(), fields, files: left }));
  const body = JSON.stringify({ clock: new Date().toISOString(), entries: said });
  const response = await post(who, URL_SEND, body, JSON_HEAD);
  const told = await json(response);
  if (response.ok && !told.entries) throw new Later("gangguan");
  const answers = new Map((told.entries || []).map((one) => [one.key, one]));
  for (const row of rows) settle(row, answers.get(row.key) || { outcome: "refused", sentence: told.sentence || "" });
  await note(vault, rows);
}

function settle(row, { outcome, sentence = "", entry, state }) {
  row.sentence = sentence;
  if (outcome === "refused" || outcome === "overtaken") row.state = outcome;
  else Object.assign(row, { state: standing(state), entry, result: state });
}

const standing = (state) => (state === "accepted" || state === "returned" ? "reviewed" : "stored");

/** Twenty together; where the server stumbles over them, one by one, so that none holds the others. */
async function sendAll(vault, who, rows) {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    try {
      await sendEntries(vault, who, some);
    } catch (why) {
      if (why.message !== "gangguan" || some.length === 1) throw why;
      for (const row of some) await sendEntries(vault, who, [row]).catch(onlyStumbling);
    }
  }
}

function onlyStumbling(why) {
  if (why.message !== "gangguan") throw why;
}

async function sendFiles(vault, who, row) {
  for (const key of [...row.left]) {
    const content = await file(vault, key);
    const { name, type, refused } = row.files.find((one) => one.key === key);
    if (refused) continue;
    const form = new FormData();
    if (content) form.append("berkas", new Blob([content], { type }), name);
    for (const part of WHERE) if (row.fields[part]) form.append(part, row.fields[part]);
    const response = await post(who, `${URL_SEND}${row.key}/${key}/`, form);
    const answer = await json(response);
    if (response.ok && answer.outcome !== "refused") await dropFile(vault, row, key);
    else await refuseFile(vault, row, key, answer.sentence || "");
  }
}

async function refuseFile(vault, row, key, sentence) {
  row.files.find((one) => one.key === key).refused = true;
  row.sentence = sentence;
  await change(vault, [row]);
}

/** Tell the server that a refused file will not come, then let it go. */
export async function giveUp(vault, row, key) {
  await post(await me(), `${URL_SEND}${row.key}/${key}/`, new FormData());
  row.sentence = "";
  await dropFile(vault, row, key);
}

async function refresh(vault, rows) {
  if (!rows.length) return;
  const asked = rows.slice(0, 100).map((row) => `kunci=${row.key}`);
  const response = await ask(`${URL_SEND}?${asked.join("&")}`);
  if (!response.ok) return;
  const told = new Map((await response.json()).entries.map((one) => [one.key, one]));
  const moved = rows.filter((row) => told.has(row.key) && told.get(row.key).state !== row.result);
  for (const row of moved) {
    const { state } = told.get(row.key);
    Object.assign(row, { state: standing(state), result: state });
  }
  if (moved.length) await change(vault, moved);
}

/** What the server has done goes; what has changed meanwhile waits for the reviewer with its sentence. */
async function sendDecisions(vault, who) {
  const rows = (await decisions(vault)).filter((row) => row.state === "waiting");
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    const said = some.map(({ key, entry, act, words, seen }) => ({ key, entry, act, words, seen }));
    const response = await post(who, URL_DECIDE, JSON.stringify({ decisions: said }), JSON_HEAD);
    const told = new Map(((await json(response)).decisions || []).map((one) => [one.key, one]));
    for (const row of some) {
      const { outcome, sentence } = told.get(row.key) || {};
      if (outcome === "done" || outcome === "known") await dropDecision(vault, row.key, true);
      else if (outcome) await writeDecision(vault, { ...row, state: outcome, sentence });
    }
  }
}

async function sendQueue() {
  const who = await me();
  let vault = await opened();
  if (vault?.account !== who.account) vault = await openBySeal(who);
  const waiting = (await entries(vault)).filter((row) => TO_SEND.has(row.state));
  await sendAll(vault, who, waiting.reverse());
  const rows = await entries(vault);
  for (const row of rows.filter((one) => !OPEN.has(one.state) && one.left.length)) await sendFiles(vault, who, row).catch(onlyStumbling);
  await sendDecisions(vault, who).catch(onlyStumbling);
  await refresh(vault, rows.filter((row) => row.state === "stored"));
  await forgetOld(vault);
  await count(vault);
  return "selesai";
}

/** Send what waits: "selesai", or why not now: "luring", "masuk", "gangguan". Never throws for those. */
export async function flush() {
  const run = () => sendQueue().catch((why) => (why instanceof Later ? why.message : Promise.reject(why)));
  return navigator.locks ? navigator.locks.request("karsa-kirim", run) : run();
}
