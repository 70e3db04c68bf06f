/** What Karsa itself costs: how long and how many taps until a form marked data-burden is sent, or that it
    was begun and left. Only the step's name and two numbers leave, never what was typed or by whom. */
const STEP = "form[data-burden]";
const SOONEST = 1000;

let shown = 0;
let since = document.hidden ? 0 : performance.now();
let taps = 0;
const begun = new Set();

/* Time behind another window is nobody's work here. */
const spent = () => shown + (since && performance.now() - since);

function again() {
  shown = taps = 0;
  since = document.hidden ? 0 : performance.now();
}

function tell(form, facts) {
  const said = new FormData();
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  if (!token || !navigator.onLine) return;
  said.set("csrfmiddlewaretoken", token.value);
  said.set("step", form.dataset.burden);
  for (const [name, value] of Object.entries(facts)) said.set(name, value);
  navigator.sendBeacon("/kerja/catatan/beban/catat/", said);
}

function sent({ target, submitter }) {
  if (!target.matches(STEP) || (submitter || target).dataset.confirm) return;
  const count = Math.max(1, document.querySelectorAll(`input[name=entry][form="${target.id}"]`).length);
  begun.delete(target);
  if (spent() < SOONEST && !taps) return;
  tell(target, { seconds: Math.round(spent() / 1000 / count), interactions: Math.ceil(taps / count), count });
  again();
}

export function burden() {
  if (!navigator.sendBeacon || !document.querySelector(STEP)) return;
  document.addEventListener("pointerdown", () => (taps += 1), true);
  document.addEventListener("change", () => (taps += 1), true);
  document.addEventListener("keydown", ({ target }) => (taps += !target.matches("input, textarea")), true);
  document.addEventListener("input", ({ target }) => target.form?.matches(STEP) && begun.add(target.form));
  document.addEventListener("submit", sent, true);
  document.addEventListener("visibilitychange", () => {
    shown = spent();
    since = document.hidden ? 0 : performance.now();
  });
  window.addEventListener("pagehide", () => {
    begun.forEach((form) => tell(form, { left: 1 }));
    begun.clear();
  });
}
