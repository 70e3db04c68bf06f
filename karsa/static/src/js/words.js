/** Sentences of scripts come from the page, so that they are translated with it. */
export function t(key) {
  return document.body.dataset[key] || "";
}
