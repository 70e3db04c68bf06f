/** A better wording is taken with one tap: it replaces what stands in the field, which is reviewed anew. */
export function wording() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-write]");
    const field = button && document.getElementById(button.dataset.write);
    if (!field) return;
    field.value = button.textContent.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
