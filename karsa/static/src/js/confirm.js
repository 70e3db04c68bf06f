/** A button or form with data-confirm="Judul" asks once more before it acts, in a native dialog.
    data-confirm-text says what it does to whom; data-confirm-act names the act. */
import { t } from "./words.js";

function dialog({ confirm, confirmText, confirmAct }) {
  const pattern = document.getElementById("tanya");
  const node = pattern.content.firstElementChild.cloneNode(true);
  node.querySelector("[data-title]").textContent = confirm;
  node.querySelector("[data-text]").textContent = confirmText || "";
  node.querySelector("[data-act]").textContent = confirmAct || t("lanjut");
  document.body.append(node);
  node.addEventListener("close", () => node.remove());
  node.showModal();
  return node;
}

export function confirms() {
  let agreed = null;
  document.addEventListener(
    "submit",
    (event) => {
      const asked = [event.submitter, event.target].find((node) => node?.dataset.confirm);
      if (!asked || agreed === asked) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { target: form, submitter } = event;
      dialog(asked.dataset).addEventListener("close", ({ target }) => {
        if (target.returnValue !== "ya") return submitter?.focus();
        agreed = asked;
        form.requestSubmit(submitter);
        agreed = null;
      });
    },
    true,
  );
}
