/** An act with words, on a board of many rows: its forms are one pattern of the page, and stand in the row
    whose act is opened. Without script the row leads to the entry's page, where they stand. */
export function fill(details) {
  const { say, to } = details.dataset;
  const unsaid = say && details.querySelector("[data-unsaid]");
  if (!unsaid) return;
  const forms = document.querySelector(`template[data-say-forms="${say}"]`).content.cloneNode(true);
  for (const form of forms.querySelectorAll("form")) {
    form.action = to;
    form.setAttribute("hx-post", to);
  }
  unsaid.replaceWith(forms);
  window.htmx?.process(details);
}

export function acts() {
  /* It does not bubble. */
  document.addEventListener("toggle", ({ target }) => target.open && target.matches("details[data-say]") && fill(target), true);
}
