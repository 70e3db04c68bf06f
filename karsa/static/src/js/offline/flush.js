/** Sends the queue of whoever is signed in, from a page or from the worker, one at a time. */
import { change, count, decisions, dropDecision, dropFile, entries, file, forgetOld, isFull, OPEN, TO_SEND, writeDecision } from "./queue.js";
import { opened, openBySeal } from "./vault.js";

const URL_SEND = "/kerja/catatan/kirim/";
const URL_DECIDE = "/kerja/catatan/putusan/";
const AT_ONCE = 20;
const PATIENCE = 30000;
const LONGEST = 20; /* seconds that a busy server may let us wait, and how often */
const TIMES = 3;
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

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

/** Ask, and come again when a busy server says so: as often as is sensible, then another time. */
async function askInTurn(url, options, times = TIMES) {
  const response = await ask(url, options);
  const after = Number(response.headers.get("Retry-After"));
  if (!after || ![429, 503].includes(response.status)) return response;
  if (after > LONGEST || !times) throw new Later("ramai");
  await pause(after);
  return askInTurn(url, options, times - 1);
}

async function post(who, url, body, headers = {}) {
  const send = () => askInTurn(url, { method: "POST", body, headers: { "X-CSRFToken": who.token, ...headers } });
  let response = await send();
  if (response.status === 403) {
    const now = await me();
    if (now.account !== who.account) throw new Later("gangguan"); // signed in as somebody else meanwhile
    Object.assign(who, now);
    response = await send();
  }
  if (response.status === 401) throw new Later("masuk");
  if (response.status >= 500 || response.status === 429) throw new Later("gangguan");
  return response;
}

const json = (response) => response.json().catch(() => ({}));

/* A full device sends all the same: its key makes what was not noted down harmless to send again. */
const note = (vault, rows) => change(vault, rows).catch((why) => isFull(why) || Promise.reject(why));

const byKey = (rows) => new Map(rows.map((one) => [one.key, one]));

/** Send rows as JSON; return what the server says to each. What it will not read it refuses as a whole. */
async function tellAll(who, url, name, body) {
  const response = await post(who, url, JSON.stringify(body), { "Content-Type": "application/json" });
  const answer = await json(response);
  if (response.ok && !answer[name]) throw new Later("gangguan");
  const answers = byKey(answer[name] || []);
  return (row) => answers.get(row.key) || { outcome: "refused", sentence: answer.sentence || "" };
}

async function sendEntries(vault, who, rows) {
  for (const row of rows) row.state = "sent";
  await note(vault, rows);
  const said = rows.map(({ key, made, fields, left }) => ({ key, written_at: new Date(made).toISOString(), fields, files: left }));
  const answer = await tellAll(who, URL_SEND, "entries", { clock: new Date().toISOString(), entries: said });
  for (const row of rows) settle(row, answer(row));
  await note(vault, rows);
}

/** What the server has done goes; what has changed meanwhile waits for the reviewer with its sentence. */
async function sendDecisions(vault, who, rows) {
  const said = rows.map(({ key, entry, act, words, seen }) => ({ key, entry, act, words, seen }));
  const answer = await tellAll(who, URL_DECIDE, "decisions", { decisions: said });
  for (const row of rows) {
    const { outcome, sentence } = answer(row);
    if (outcome === "done" || outcome === "known") await dropDecision(vault, row.key, true);
    else await writeDecision(vault, { ...row, state: outcome, sentence });
  }
}

function settle(row, { outcome, sentence = "", entry, state }) {
  row.sentence = sentence;
  if (outcome === "refused" || outcome === "overtaken") row.state = outcome;
  else Object.assign(row, { state: standing(state), entry, result: state });
}

const standing = (state) => (state === "accepted" || state === "returned" ? "reviewed" : "stored");

/** Twenty together; where the server stumbles over them, one by one, so that none holds the others. */
async function sendAll(rows, send) {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    try {
      await send(some);
    } catch (why) {
      if (why.message !== "gangguan" || some.length === 1) throw why;
      for (const row of some) await send([row]).catch(onlyStumbling);
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
  const told = byKey((await response.json()).entries);
  const moved = rows.filter((row) => told.has(row.key) && told.get(row.key).state !== row.result);
  for (const row of moved) {
    const { state } = told.get(row.key);
    Object.assign(row, { state: standing(state), result: state });
  }
  if (moved.length) await change(vault, moved);
}

async function sendQueue() {
  const who = await me();
  let vault = await opened();
  if (vault?.account !== who.account) vault = await openBySeal(who);
  const waiting = (await entries(vault)).filter((row) => TO_SEND.has(row.state));
  await sendAll(waiting.reverse(), (some) => sendEntries(vault, who, some));
  const rows = await entries(vault);
  for (const row of rows.filter((one) => !OPEN.has(one.state) && one.left.length)) await sendFiles(vault, who, row).catch(onlyStumbling);
  const decided = (await decisions(vault)).filter((row) => row.state === "waiting");
  await sendAll(decided, (some) => sendDecisions(vault, who, some)).catch(onlyStumbling);
  await refresh(vault, rows.filter((row) => row.state === "stored"));
  await forgetOld(vault);
  await count(vault);
  return "selesai";
}

/** Send what waits: "selesai", or why not now: "luring", "masuk", "ramai", "gangguan". Never throws for those. */
export async function flush() {
  const run = () => sendQueue().catch((why) => (why instanceof Later ? why.message : Promise.reject(why)));
  return navigator.locks ? navigator.locks.request("karsa-kirim", run) : run();
}
