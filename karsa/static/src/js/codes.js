/** A code behind the address (#K7QX-2MPA, from a slip's QR) is typed in, and leaves the address. */
export function codes() {
  const input = document.querySelector("input[data-code]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!input || !/^[a-z0-9]{4}-?[a-z0-9]{4}$/i.test(code)) return;
  input.value = code.toUpperCase();
  history.replaceState(null, "", location.pathname + location.search);
  input.form.querySelector('input[autocomplete="new-password"]')?.focus();
}
