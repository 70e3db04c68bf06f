/** The PIN of this device: chosen while signed in, asked for where a page opens without signal. */
import { me } from "./flush.js";
import { choosePin, openByPin, withPin } from "./vault.js";

const SHAPE = /^\d{6}$/;

function tell(form, name) {
  for (const said of form.querySelectorAll("[data-told]")) said.hidden = said.dataset.told !== name;
}

export function choosing(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { value } = form.elements.pin;
    if (!SHAPE.test(value)) return tell(form, "shape");
    try {
      await choosePin(await me(), value);
      form.reset();
      tell(form, "kept");
    } catch {
      tell(form, "offline");
    }
  });
}

/** Tries the PIN on every account of this phone that has one; whose it is need not be shown. */
export async function asking(form) {
  const accounts = await withPin();
  form.hidden = !accounts.length;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const results = [];
    for (const account of accounts) {
      results.push(await openByPin(account, form.elements.pin.value));
      if (results[results.length - 1] === "open") return location.reload();
    }
    tell(form, results.includes("wrong") ? "wrong" : "spent");
  });
}
