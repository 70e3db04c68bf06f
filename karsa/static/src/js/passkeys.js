/** A key of this device (WebAuthn): asks the browser for one and sends its answer with the form.
 * Where there is none, the page says so and the other ways stay. */
const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const descriptors = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

function asked(kind, options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (kind === "get") {
    publicKey.allowCredentials = descriptors(options.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user = { ...options.user, id: bytes(options.user.id) };
  publicKey.excludeCredentials = descriptors(options.excludeCredentials);
  return navigator.credentials.create({ publicKey });
}

function told(found) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[name]) response[name] = words(found.response[name]);
  }
  return JSON.stringify({
    id: found.id,
    rawId: words(found.rawId),
    type: found.type,
    response,
    clientExtensionResults: found.getClientExtensionResults(),
    authenticatorAttachment: found.authenticatorAttachment || undefined,
  });
}

const named = /[a-z]/i.test(location.hostname);
for (const button of document.querySelectorAll("[data-passkey]")) {
  const { form } = button;
  const works = window.PublicKeyCredential && window.isSecureContext && named;
  (works ? button : form.querySelector("[data-passkey-none]")).hidden = false;
  button.addEventListener("click", async () => {
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const found = await asked(button.dataset.passkey, JSON.parse(button.dataset.options));
      form.querySelector('input[name$="credential"]').value = told(found);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
