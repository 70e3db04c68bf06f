/* Runs before the first paint: the person's own choice of scheme beats the device's. */
try {
  const chosen = localStorage.getItem("karsa-tema");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  /* Storage refused: the device's scheme stands. */
}
document.documentElement.classList.add("js");

/* Browsers before 2022 know no cascade layers (nor, told by the same version, this property). */
if (!CSS.supports("text-emphasis", "none")) {
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = document.currentScript.dataset.old;
  document.head.append(styles);
}
