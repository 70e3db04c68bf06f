/** Arrow keys and a presenter's remote (page up, page down) turn the items of a screen on a wall. */
const TURNS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };

export function slides() {
  if (!document.querySelector("[data-slides]")) return;
  document.addEventListener("keydown", (event) => {
    const turn = TURNS[event.key];
    if (!turn || event.altKey || event.ctrlKey || event.metaKey) return;
    const link = document.querySelector(`[data-slides] a[rel="${turn}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}
