/** The tree on the screen: what is open, chosen and found, how large it is, and drawing it anew. */
import { line, paint } from "./draw.js";
import { children, extent, lightsBelow, place, scope, SCREEN } from "./layout.js";

const MARGIN = 24;
const FROM = { x: -MARGIN, y: -MARGIN };
const SCALES = [0.1, 2];

export class View {
  constructor(frame, nodes, words) {
    this.frame = frame;
    this.room = frame.firstElementChild;
    this.canvas = this.room.firstElementChild;
    this.all = nodes;
    this.words = words;
    this.closed = new Set();
    this.found = new Set();
    this.scale = 1;
    this.focusOn(0);
  }

  /** Show what lies below one node, or the whole tree for 0. */
  focusOn(root) {
    this.root = root;
    this.nodes = scope(this.all, root);
    this.byId = new Map(this.nodes.map((node) => [node.id, node]));
    this.below = children(this.nodes);
    this.lights = lightsBelow(this.nodes);
    this.chosen = this.nodes.length ? this.nodes[0].id : 0;
  }

  /** Close everything from the layer `depth` on; nothing for Infinity. */
  closeFrom(depth) {
    const deep = this.nodes.filter((node) => node.depth >= depth && this.below.has(node.id));
    this.closed = new Set(deep.map((node) => node.id));
  }

  draw() {
    this.spots = place(this.nodes, this.closed, SCREEN);
    const { width, height } = extent(this.spots, SCREEN);
    this.width = width + 2 * MARGIN;
    this.height = height + 2 * MARGIN;
    paint(this.canvas, this.spots, { size: SCREEN, words: this.words, lights: this.lights, from: FROM, state: (node) => this.state(node) });
    const picture = this.canvas.firstElementChild;
    picture.setAttribute("width", this.width);
    picture.setAttribute("height", this.height);
    this.resize();
    this.mark();
  }

  state(node) {
    const below = (this.below.get(node.id) || []).length;
    const open = !this.closed.has(node.id);
    const siblings = this.below.get(node.main);
    const expanded = below ? ` aria-expanded="${open}"` : "";
    return {
      below,
      open,
      marks: this.found.has(node.id) ? " pt-found" : "",
      attributes: `id="simpul-${node.id}" role="treeitem" tabindex="-1" aria-level="${node.depth + 1}" aria-posinset="${siblings.indexOf(node) + 1}" aria-setsize="${siblings.length}"${expanded}`,
    };
  }

  element(id) {
    return document.getElementById(`simpul-${id}`);
  }

  /** Show which node is chosen, and its ways up and down. */
  mark() {
    this.marked?.removeAttribute("aria-selected");
    this.marked?.setAttribute("tabindex", "-1");
    this.marked = this.element(this.chosen);
    if (!this.marked) return;
    this.marked.setAttribute("aria-selected", "true");
    this.marked.setAttribute("tabindex", "0");
    this.canvas.querySelector(".pt-ways").setAttribute("d", this.ways());
  }

  ways() {
    const here = this.spots.get(this.chosen);
    const above = ({ node }) => [node.main, ...node.others];
    const up = above(here).filter((id) => this.spots.has(id)).map((id) => line(this.spots.get(id), here, SCREEN, FROM));
    const down = [...this.spots.values()].filter((spot) => above(spot).includes(this.chosen)).map((spot) => line(here, spot, SCREEN, FROM));
    return [...up, ...down].join("");
  }

  choose(id, { focus = true } = {}) {
    if (!this.byId.has(id)) return;
    this.reveal(id);
    this.chosen = id;
    this.mark();
    if (focus) this.element(id).focus({ preventScroll: true });
    this.bringIntoSight(id);
  }

  /** Open every branch above a node. */
  reveal(id) {
    let changed = false;
    for (let above = this.byId.get(id).main; above; above = this.byId.get(above).main) changed = this.closed.delete(above) || changed;
    if (changed) this.draw();
  }

  /** Open or close; what was under the pointer stays under it. */
  toggle(id, open = this.closed.has(id)) {
    if (!this.below.has(id) || open !== this.closed.has(id)) return;
    const before = this.spots.get(id).y;
    const { scrollLeft, scrollTop } = this.frame;
    if (open) this.closed.delete(id);
    else this.closed.add(id);
    this.draw();
    this.frame.scrollTo(scrollLeft, scrollTop + (this.spots.get(id).y - before) * this.scale);
  }

  resize() {
    this.room.style.width = `${Math.round(this.width * this.scale)}px`;
    this.room.style.height = `${Math.round(this.height * this.scale)}px`;
    this.canvas.style.transform = `scale(${this.scale})`;
  }

  /** Enlarge or shrink around the middle of the frame. */
  zoom(scale) {
    const { frame } = this;
    const [x, y] = [frame.clientWidth / 2, frame.clientHeight / 2];
    const [left, top] = [(frame.scrollLeft + x) / this.scale, (frame.scrollTop + y) / this.scale];
    this.scale = Math.min(Math.max(scale, SCALES[0]), SCALES[1]);
    this.resize();
    frame.scrollTo(left * this.scale - x, top * this.scale - y);
  }

  /** As large as the frame's width allows, but not larger than life nor smaller than `least`. */
  fit(least = 0) {
    this.zoom(Math.max(least, Math.min(1, this.frame.clientWidth / this.width)));
    this.frame.scrollTo(0, 0);
  }

  bringIntoSight(id) {
    const { x, y } = this.spots.get(id);
    const { frame, scale } = this;
    const near = (at, length, from, room) => (at < from || at + length > from + room ? at + length / 2 - room / 2 : from);
    const left = near((x + MARGIN) * scale, SCREEN.width * scale, frame.scrollLeft, frame.clientWidth);
    const top = near((y + MARGIN) * scale, SCREEN.height * scale, frame.scrollTop, frame.clientHeight);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    frame.scrollTo({ left, top, behavior: still ? "auto" : "smooth" });
  }
}
