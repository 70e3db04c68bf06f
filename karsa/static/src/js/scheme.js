/** The switch in the person's menu: light, dark, or as the device. */
const THEMES = { terang: "karsa", gelap: "karsa-gelap" };

function apply(choice) {
  const theme = THEMES[choice];
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  try {
    if (theme) localStorage.setItem("karsa-tema", theme);
    else localStorage.removeItem("karsa-tema");
  } catch {
    /* Storage refused: the choice lasts for this page. */
  }
}

function mark() {
  const now = document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll("[data-scheme]")) {
    button.setAttribute("aria-pressed", String(THEMES[button.dataset.scheme] === now));
  }
}

export function scheme() {
  mark();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-scheme]");
    if (!button) return;
    apply(button.dataset.scheme);
    mark();
  });
}
