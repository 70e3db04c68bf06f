/** Makes everything the browser loads: styles, scripts, the font and the icons, into ../dist. */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import esbuild from "esbuild";
import { transform } from "lightningcss";
import subsetFont from "subset-font";

const SRC = dirname(fileURLToPath(import.meta.url));
const DIST = join(SRC, "../dist");
const ROOT = join(SRC, "../../..");
const resolve = createRequire(import.meta.url).resolve;
const run = promisify(execFile);

/* Latin letters of Indonesian and of names, and the signs our texts use. */
const LETTERS =
  " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" +
  "\u00a0§©«°±²³·»¼½¾×÷ÀÁÂÄÇÈÉÊËÍÎÑÓÔÖÙÚÜàáâäçèéêëíîñóôöùúü–—‘’“”•…−↑↓";

async function styles() {
  const cli = join(ROOT, "node_modules/@tailwindcss/cli/dist/index.mjs");
  await run(process.execPath, [cli, "-i", join(SRC, "css/karsa.css"), "-o", join(DIST, "karsa.css"), "--minify"], {
    cwd: ROOT,
  });
}

/* Chrome 80 skips every @layer and :where(); the same styles in words it knows, for theme.js to load there. */
async function oldStyles() {
  const css = unlayered(await readFile(join(DIST, "karsa.css"), "utf8"))
    .replaceAll(":where(", ":is(")
    .replace(/(padding|margin)-inline:((?:var|calc)\([^;{}]*\))(?=[;}])/g, "$1-left:$2;$1-right:$2")
    .replace(/(padding|margin)-block:((?:var|calc)\([^;{}]*\))(?=[;}])/g, "$1-top:$2;$1-bottom:$2");
  const { code } = transform({ filename: "old.css", code: Buffer.from(css), minify: true, targets: { chrome: 80 << 16 } });
  const gaps = await readFile(join(SRC, "css/old.css"));
  await writeFile(join(DIST, "old.css"), Buffer.concat([code, gaps]));
}

/* The rules of all layers, in their order and without the layers. */
function unlayered(css) {
  let depth = 0;
  const opened = [];
  return css.replace(/@layer [^{};]*;|@layer [^{};]*\{|[{}]/g, (sign) => {
    if (sign.endsWith(";")) return "";
    if (sign.endsWith("{")) {
      depth += 1;
      if (sign === "{") return sign;
      opened.push(depth);
      return "";
    }
    const closes = opened.at(-1) === depth;
    if (closes) opened.pop();
    depth -= 1;
    return closes ? "" : sign;
  });
}

async function scripts() {
  await esbuild.build({
    entryPoints: ["dexie", "door", "karsa", "passkeys", "phone", "proof", "reporter", "staff", "survey", "theme", "tree", "worker"].map((name) => join(SRC, `js/${name}.js`)),
    outdir: DIST,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2020", "chrome80"],
    legalComments: "none",
  });
}

async function font() {
  const whole = await readFile(resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"));
  const part = await subsetFont(whole, LETTERS, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
  });
  await writeFile(join(DIST, "inter.woff2"), part);
}

async function symbol(name) {
  const filled = name.endsWith("-filled");
  const file = filled ? `filled/${name.slice(0, -7)}` : `outline/${name}`;
  const svg = await readFile(join(ROOT, `node_modules/@tabler/icons/icons/${file}.svg`), "utf8");
  const paths = [...svg.matchAll(/<path (?!stroke="none")[^>]*\/>/g)].map(([path]) => path).join("");
  const paint = filled
    ? 'fill="currentColor"'
    : 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${paths}</symbol>`;
}

async function icons() {
  const names = (await readFile(join(SRC, "icons.txt"), "utf8")).split("\n").filter(Boolean);
  const symbols = await Promise.all(names.map(symbol));
  await writeFile(join(DIST, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
await Promise.all([
  styles().then(oldStyles),
  scripts(),
  font(),
  icons(),
  cp(join(SRC, "images"), DIST, { recursive: true }),
]);
