/** The public questionnaire: one question a screen, nothing lost where the signal is poor. Without
 * this script the same form is one plain page. */
import { workOut } from "./sum.js";

const AGAIN = 5000;
const IDLE = 90000;
const HIDDEN = new Set(["altcha", "situs", "ticket"]);

function start() {
  const form = document.querySelector("[data-survey]");
  if (!form) return;
  const kiosk = "kiosk" in form.dataset;
  const screens = [...form.querySelectorAll("[data-screen]")];
  const steps = form.querySelector("[data-steps]");
  const kept = kiosk ? null : store(`survei:${form.dataset.survey}`);
  const sum = workOut(form);
  let at = 0;

  const show = (number) => {
    at = Math.max(0, Math.min(number, screens.length - 1));
    screens.forEach((screen, i) => (screen.hidden = i !== at));
    steps.querySelector("[data-back]").disabled = at === 0;
    const next = steps.querySelector("[data-next]");
    next.hidden = at === screens.length - 1 || !answered(screens[at]);
    steps.querySelector("[data-at]").textContent = `${at + 1} / ${screens.length}`;
  };

  form.noValidate = true;
  form.classList.add("is-stepwise");
  steps.hidden = false;
  kept?.restore(form);
  const wrong = screens.findIndex((screen) => "wrong" in screen.dataset);
  const open = screens.findIndex((screen) => !answered(screen));
  show(wrong >= 0 ? wrong : open >= 0 ? open : screens.length - 1);

  form.addEventListener("change", (event) => {
    kept?.keep(form);
    if (event.target.type === "radio") setTimeout(() => show(at + 1), 150);
  });
  form.addEventListener("input", () => kept?.keep(form));
  steps.querySelector("[data-back]").addEventListener("click", () => show(at - 1));
  steps.querySelector("[data-next]").addEventListener("click", () => show(at + 1));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const missing = screens.findIndex((screen) => !answered(screen));
    if (missing >= 0) return show(missing);
    if (form.classList.contains("is-sending")) return;
    form.classList.add("is-sending");
    if (sum && !form.elements.altcha.value) form.elements.altcha.value = await sum;
    kept?.keep(form, true);
    send(form, kept);
  });
  if (kiosk) idle();
}

/** A question has an answer; a screen without questions asks for none. */
function answered(screen) {
  const needed = screen.querySelector("input[type=radio][required]");
  return !needed || screen.querySelector("input[type=radio]:checked") !== null;
}

async function send(form, kept) {
  try {
    const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.status >= 500) throw new Error("later");
    kept?.forget(answer.redirected);
    if (answer.redirected) return location.replace(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("#isi").replaceWith(page.querySelector("#isi"));
    start();
    document.querySelector("[role=alert]")?.scrollIntoView();
  } catch {
    const status = form.querySelector("[data-status]");
    status.textContent = form.dataset.waiting;
    status.hidden = false;
    const again = setTimeout(once, AGAIN);
    function once() {
      clearTimeout(again);
      removeEventListener("online", once);
      send(form, kept);
    }
    addEventListener("online", once);
  }
}

/** What was typed, on this phone alone. Once it was sent off, its ticket too: a page that is opened
 * again sends the same answer, not a second one. */
function store(name) {
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) || [];
    } catch {
      return [];
    }
  };
  const write = (entries) => {
    try {
      if (entries.length) localStorage.setItem(name, JSON.stringify(entries));
      else localStorage.removeItem(name);
    } catch {
      /* a full or forbidden store: the page itself still holds everything */
    }
  };
  return {
    keep: (form, sent = false) =>
      write([...new FormData(form)].filter(([field]) => sent || !HIDDEN.has(field))),
    forget: (whole) => write(whole ? [] : read().filter(([field]) => !HIDDEN.has(field))),
    restore: (form) => {
      for (const [field, value] of read()) {
        const place = form.elements[field];
        if (place && !(place.value && !HIDDEN.has(field))) place.value = value;
      }
    },
  };
}

/** A screen at the counter begins anew when nobody touches it; not while an answer is on its way. */
function idle() {
  let last = setTimeout(again, IDLE);
  function again() {
    const waits = document.querySelector("[data-survey].is-sending") || !navigator.onLine;
    if (waits) last = setTimeout(again, IDLE);
    else location.reload();
  }
  const touched = () => {
    clearTimeout(last);
    last = setTimeout(again, IDLE);
  };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touched, { passive: true });
}

start();
