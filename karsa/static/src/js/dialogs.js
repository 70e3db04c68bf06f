/** data-open="id" opens the <dialog> of that id; data-close closes the one it stands in. */
export function dialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.open)?.showModal();
    }
    event.target.closest("[data-close]")?.closest("dialog")?.close();
  });
}
