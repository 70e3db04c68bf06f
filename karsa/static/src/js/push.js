/** A button by which this browser receives notices, where it can: it needs the service worker. */
import { toast } from "./toast.js";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

async function tell(form, subscription, off) {
  const { endpoint, keys } = subscription.toJSON();
  const body = new FormData(form);
  body.set("endpoint", endpoint);
  if (off) body.set("lepas", "1");
  else for (const name of ["p256dh", "auth"]) body.set(name, keys[name]);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.status);
}

async function switched(form, manager, on) {
  const known = await manager.getSubscription();
  if (on) {
    const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
    await tell(form, known || (await manager.subscribe(asked)));
  } else if (known) {
    await tell(form, known, true);
    await known.unsubscribe();
  }
  toast(on ? form.dataset.pushDone : form.dataset.pushStopped, "good");
}

/* Staff have the worker of /kerja/ already; a reporter's begins only when they ask to be told. */
async function begun(worker) {
  await navigator.serviceWorker.register(worker);
  return (await navigator.serviceWorker.ready).pushManager;
}

export async function pushes() {
  const form = document.querySelector("form[data-push]");
  const { pushWorker: worker } = form?.dataset || {};
  const registration = form && (await navigator.serviceWorker?.getRegistration(worker || "/kerja/"));
  let manager = registration?.pushManager;
  if (!manager && !(worker && window.PushManager && navigator.serviceWorker)) return;
  const buttons = [form.querySelector("[data-push-on]"), form.querySelector("[data-push-off]")];
  const show = async () => {
    const on = Boolean(await manager?.getSubscription());
    buttons[0].hidden = on;
    buttons[1].hidden = !on;
    form.hidden = false;
  };
  buttons.forEach((button, off) =>
    button.addEventListener("click", async () => {
      try {
        manager = manager || (await begun(worker));
        await switched(form, manager, !off);
      } catch {
        toast(form.dataset.pushRefused);
      }
      show();
    }),
  );
  show();
}
