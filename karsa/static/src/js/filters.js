/** A line of filters that is wider than the phone begins at the one that is chosen. */
export function filters() {
  for (const bar of document.querySelectorAll(".filterbar")) {
    const chosen = bar.querySelector("[aria-current]");
    if (chosen) bar.scrollLeft = chosen.offsetLeft - bar.offsetLeft - (bar.clientWidth - chosen.offsetWidth) / 2;
  }
}
