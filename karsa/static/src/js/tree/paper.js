/** On paper the tree is whole: every branch open, as wide as the sheet, cut between two rows. */
import { refill } from "../refill.js";
import { paint } from "./draw.js";
import { extent, PAPER, place } from "./layout.js";

/* A4 lying down less its margins and the heading (see tree.css), in CSS pixels. */
const SHEET = { width: 1030, height: 650 };
const LARGEST = 0.9;

export function onPaper(view, pages, heading) {
  window.addEventListener("beforeprint", () => pages.isConnected && print(view, pages, heading));
  window.addEventListener("afterprint", () => refill(pages));
}

function print(view, pages, heading) {
  const spots = place(view.nodes, new Set(), PAPER);
  const size = extent(spots, PAPER);
  const scale = Math.min(LARGEST, SHEET.width / size.width);
  const rows = Math.max(1, Math.floor(SHEET.height / scale / PAPER.row));
  const count = Math.ceil(size.rows / rows);
  const sheets = Array.from({ length: count }, (_, number) => {
    const sheet = document.createElement("section");
    sheet.className = "pt-sheet";
    sheet.innerHTML = "<p></p><div><div class='pt-canvas'></div></div>";
    sheet.firstElementChild.textContent = `${heading} · ${number + 1}/${count}`;
    fill(sheet.lastElementChild, number * rows, Math.min(rows, size.rows - number * rows));
    return sheet;
  });
  refill(pages, ...sheets);

  function fill(room, first, length) {
    const canvas = room.firstElementChild;
    const past = first + length;
    paint(canvas, spots, {
      size: PAPER,
      words: view.words,
      lights: view.lights,
      state: () => ({}),
      from: { x: 0, y: first * PAPER.row },
      inside: ({ row }) => row >= first && row < past,
      crosses: (above, below) => Math.min(above.row, below.row) < past && Math.max(above.row, below.row) >= first,
    });
    const picture = canvas.firstElementChild;
    picture.setAttribute("width", size.width);
    picture.setAttribute("height", length * PAPER.row);
    canvas.style.transform = `scale(${scale})`;
    room.style.height = `${Math.ceil(length * PAPER.row * scale)}px`;
  }
}
