/* Runs before the first paint: the person's own choice of scheme beats the device's. */
try {
  const chosen = localStorage.getItem("karsa-tema");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  /* Storage refused: the device's scheme stands. */
}
document.documentElement.classList.add("js");
