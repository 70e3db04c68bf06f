/** A tick shows what is typed in its form's password fields. */
export function passwords() {
  document.addEventListener("change", (event) => {
    const tick = event.target.closest("input[data-show]");
    if (!tick) return;
    for (const input of tick.form.querySelectorAll('input[autocomplete$="-password"]')) {
      input.type = tick.checked ? "text" : "password";
    }
  });
}
