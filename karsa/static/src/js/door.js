/** The door of public forms: a worker works the sum out while people read and write. Whoever sends
 * before it is done waits for the rest of it; without a worker the form goes as without script. */
import { workOut } from "./sum.js";

const solved = workOut(document);

document.addEventListener("submit", (event) => {
  const form = event.target;
  const field = form.elements.altcha;
  if (!field || field.value || !solved) return;
  event.preventDefault();
  const pressed = event.submitter;
  const send = () => (form.requestSubmit ? form.requestSubmit(pressed) : form.submit());
  solved.then((payload) => {
    if (payload) field.value = payload;
    else field.remove();
    setTimeout(send); // a form that is still being submitted cannot be sent anew
  });
});
