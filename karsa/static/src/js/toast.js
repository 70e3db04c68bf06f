/** Short news at the edge of the page. A refusal stays until it is closed; the rest leave by themselves. */
const SECONDS = 8;

function leave(toast) {
  const held = () => toast.matches(":hover, :focus-within");
  setTimeout(() => (held() ? leave(toast) : toast.remove()), SECONDS * 1000);
}

export function toast(sentence, kind = "bad") {
  const tray = document.getElementById("kabar");
  const pattern = document.getElementById(`kabar-${kind}`);
  if (!tray || !pattern) return;
  const node = pattern.content.firstElementChild.cloneNode(true);
  node.querySelector("[data-sentence]").textContent = sentence;
  tray.append(node);
}

export function toasts() {
  document.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove();
  });
  const watch = (root) => {
    for (const node of root.querySelectorAll("[data-toast='good']:not([data-seen])")) {
      node.dataset.seen = "";
      leave(node);
    }
  };
  watch(document);
  document.addEventListener("htmx:load", () => watch(document));
}
