/** The mouse drags the picture; fingers and the wheel scroll it as they scroll everything. */

const FAR = 4;

export function pan(frame) {
  let from = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false };
  });
  frame.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(dx, dy) < FAR) return;
    from.moved = true;
    frame.classList.add("pt-dragged");
    frame.scrollTo(from.left - dx, from.top - dy);
  });
  const end = () => {
    // The click that ends a drag chooses nothing; it comes right after this.
    if (from?.moved) frame.addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
    from = null;
    frame.classList.remove("pt-dragged");
  };
  frame.addEventListener("pointerup", end);
  frame.addEventListener("pointerleave", end);
}
