/** A photo's place: asked of the device only once the box is ticked, and rounded before it leaves. */
const rounded = (degrees) => degrees.toFixed(3);

function fill(form, latitude, longitude) {
  form.elements.latitude.value = latitude;
  form.elements.longitude.value = longitude;
}

export function places() {
  document.addEventListener("change", ({ target }) => {
    if (!target.matches?.("input[data-place]")) return;
    fill(target.form, "", "");
    if (!target.checked || !navigator.geolocation) return;
    const found = ({ coords }) => target.checked && fill(target.form, rounded(coords.latitude), rounded(coords.longitude));
    navigator.geolocation.getCurrentPosition(found, () => {}, { maximumAge: 60_000, timeout: 20_000 });
  });
}
