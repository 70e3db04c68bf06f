/** One click, one request: a form that is being sent shows it and is not sent twice.
    The page stays after a form with data-download, so it may be sent again. */
export function sending() {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.matches("[hx-post], [data-download]")) return;
    if (event.target.dataset.sending !== undefined) return event.preventDefault();
    event.target.dataset.sending = "";
    event.submitter?.classList.add("is-sending");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
    for (const button of document.querySelectorAll(".is-sending")) button.classList.remove("is-sending");
  });
}
