/** When the server refuses an htmx request it answers with one sentence: show it, keep the form as it is.
    The sentence is the element marked data-refusal, or the whole answer when it is plain text. */
import { toast } from "./toast.js";
import { t } from "./words.js";

function sentence(xhr) {
  const body = xhr.responseText || "";
  if (!/^\s*</.test(body)) return body.trim();
  const page = new DOMParser().parseFromString(body, "text/html");
  return page.querySelector("[data-refusal]")?.textContent.trim() || "";
}

export function answers() {
  document.addEventListener("htmx:responseError", ({ detail }) => {
    const { status } = detail.xhr;
    if (status === 401) return location.reload();
    toast((status < 500 && sentence(detail.xhr)) || t(status < 500 ? "tolak" : "gagal"));
  });
  document.addEventListener("htmx:sendError", () => toast(t("luring")));
  document.addEventListener("htmx:timeout", () => toast(t("luring")));
}
