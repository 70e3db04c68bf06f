/** SHA-256 of an ASCII text as hex (FIPS 180-4). */
const K = [];
const START = [];

for (let n = 2; K.length < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
  if (!prime) continue;
  const part = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  if (START.length < 8) START.push(part(Math.sqrt(n)));
  K.push(part(Math.cbrt(n)));
}

const words = new Int32Array(64);
const turn = (x, n) => (x >>> n) | (x << (32 - n));

function block(state, bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] + value) | 0));
}

export function sha256(text) {
  const bytes = new Uint8Array(((text.length + 72) >> 6) << 6);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 128;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8);
  const state = START.slice();
  for (let at = 0; at < bytes.length; at += 64) block(state, bytes, at);
  return state.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
}
