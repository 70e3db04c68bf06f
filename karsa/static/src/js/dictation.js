/** Words may be spoken where the browser can write them down. The voice goes to the browser's own
    recognition, on the device where it has one, and never to Karsa. */
const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;

async function listener() {
  const found = new Recognition();
  found.lang = "id-ID";
  found.continuous = true;
  if ("processLocally" in found && Recognition.available) {
    const state = await Recognition.available({ langs: [found.lang], processLocally: true });
    found.processLocally = state === "available";
  }
  return found;
}

function write(field, event) {
  const said = [...event.results].slice(event.resultIndex).map((one) => one[0].transcript.trim());
  field.value = [field.value.trim(), ...said].filter(Boolean).join(" ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-ghost btn-sm";
  button.textContent = field.dataset.dictate;
  let now = null;
  const rest = () => {
    now = null;
    button.textContent = field.dataset.dictate;
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", async () => {
    if (now) return now.stop();
    now = await listener();
    now.addEventListener("result", (event) => write(field, event));
    now.addEventListener("end", rest);
    now.addEventListener("error", rest);
    button.textContent = field.dataset.dictateStop;
    button.setAttribute("aria-pressed", "true");
    now.start();
  });
  field.after(button);
}

export function dictation() {
  if (Recognition) document.querySelectorAll("textarea[data-dictate]").forEach(offer);
}
