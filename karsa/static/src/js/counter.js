/** Minus and plus beside a number. Without script the number is typed. */
export function counters() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".counter > button[data-step]");
    if (!button) return;
    const input = button.parentElement.querySelector("input");
    const least = input.min === "" ? -Infinity : Number(input.min);
    const most = input.max === "" ? Infinity : Number(input.max);
    const now = Number(String(input.value).replace(",", ".")) || 0;
    input.value = Math.min(most, Math.max(least, now + Number(button.dataset.step)));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
