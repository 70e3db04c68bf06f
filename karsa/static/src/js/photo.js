/** A chosen photo is shown at once, with its size, before it is sent. */
const size = (bytes) => (bytes / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1 });

function show(input) {
  const list = document.getElementById(input.dataset.preview);
  if (!list) return;
  list.textContent = "";
  for (const file of input.files) {
    const item = document.createElement("li");
    item.className = "photo";
    if (file.type.startsWith("image/")) {
      const image = document.createElement("img");
      image.src = URL.createObjectURL(file);
      image.alt = "";
      image.addEventListener("load", () => URL.revokeObjectURL(image.src));
      item.append(image);
    }
    const name = document.createElement("span");
    name.textContent = `${file.name} (${size(file.size)} MB)`;
    item.append(name);
    list.append(item);
  }
}

export function photos() {
  document.addEventListener("change", ({ target }) => {
    if (target.matches?.("input[type=file][data-preview]")) show(target);
  });
}
