/** Put `parts` in the place of what `node` holds; its own replaceChildren came with Chrome 86. */
export function refill(node, ...parts) {
  node.textContent = "";
  node.append(...parts);
}
