/** The tour moves on in place and marks what each step is about; without script its links do. */
const part = (name) => document.querySelector(`[data-tour="${name}"]`);
const place = (url) => [...document.querySelectorAll(`.topnav a[href="${url}"], .dock a[href="${url}"]`)].find((link) => link.offsetParent !== null);

function mark(step) {
  document.querySelectorAll(".tour-here").forEach((node) => node.classList.remove("tour-here"));
  const { at, part: name } = step.dataset;
  const node = (name && part(name)) || (at && (place(at) || part("menu")));
  if (node) node.classList.add("tour-here");
}

export function tour() {
  const all = document.querySelector("[data-tour-steps]");
  if (!all) return;
  const steps = [...all.children];
  const show = (number) => {
    steps.forEach((step, index) => (step.hidden = index !== number));
    mark(steps[number]);
  };
  mark(steps.find((step) => !step.hidden));
  all.addEventListener("click", (event) => {
    const next = event.target.closest("[data-tour-next]");
    if (!next || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const number = steps.indexOf(next.closest(".tour-step")) + 1;
    show(number);
    steps[number].focus(); /* a screen reader reads the step that came */
  });
}
