/** The menu of places is searched by what stands in it; Enter opens the first that is left. */
const matches = (place, words) => words.every((word) => place.textContent.toLowerCase().includes(word));

function show(menu, asked) {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const group of menu.querySelectorAll(".places-group")) {
    let own = 0;
    const named = matches(group.querySelector("h2"), words);
    for (const place of group.querySelectorAll("a")) {
      place.hidden = !(named || matches(place, words));
      own += !place.hidden;
    }
    group.hidden = !own;
    left += own;
  }
  const status = menu.querySelector("[role=status]");
  status.textContent = left ? "" : status.dataset.none;
}

export function places() {
  const menu = document.querySelector("[data-places]");
  const search = menu?.querySelector("input");
  if (!search) return;
  search.addEventListener("input", () => show(menu, search.value));
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    menu.querySelector(".places-group:not([hidden]) a:not([hidden])")?.click();
  });
  menu.addEventListener("toggle", () => {
    /* A keyboard on a phone would cover half of the list: there one taps first. */
    if (menu.open && matchMedia("(hover: hover)").matches) search.focus();
    if (!menu.open && search.value) show(menu, (search.value = ""));
  });
}
