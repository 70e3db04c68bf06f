/** A link with data-share hands its text to the phone's own sharing; without it the link opens WhatsApp. */
export function shares() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-share]");
    if (!link || !navigator.share) return;
    event.preventDefault();
    navigator.share({ text: link.dataset.share }).catch(() => {});
  });
}
