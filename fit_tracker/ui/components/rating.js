// The rating scale. Marks live in this page's memory, tied to one element and one key, and
// nowhere else: a shared tablet must not remember (no sessionStorage, no localStorage).
const views = new WeakMap();
const SETTLE = 350; // ms in which a second tap of the last person's press does nothing
const SLOW = 20000; // ms until "Gemmer…" gives way to a way out

export default function ({ parentElement, data, setTriggerValue }) {
  if (data.lang) document.documentElement.lang = data.lang;
  let view = views.get(parentElement);
  if (!view || view.data.mark_key !== data.mark_key) {
    if (view) discard(view);
    views.set(parentElement, (view = mount(parentElement, data)));
  }
  view.send = (answer) => setTriggerValue("done", answer);
  update(view, data);
  return () => {
    const left = views.get(parentElement);
    if (left) discard(left);
    views.delete(parentElement);
  };
}

/* ---- life of one person's scale ---- */

function mount(parentElement, data) {
  const root = make("section", "fit-rating");
  const view = { root, data, values: new Map(), history: [], nonce: uuid(), busy: false, sent: false };
  view.errorId = data.error_id;
  view.error = data.error;
  root.dataset.settling = "";
  setTimeout(() => delete root.dataset.settling, SETTLE);
  root.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z") (event.preventDefault(), undo(view));
  });
  parentElement.append(root);
  build(view);
  view.heading.focus({ preventScroll: true });
  if (root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: "start" });
  return view;
}

function discard(view) {
  clearTimeout(view.timer);
  view.values.clear();
  view.root.remove();
}

function update(view, data) {
  const looks = (d) => JSON.stringify({ ...d, error: "", error_id: "" });
  const changed = looks(view.data) !== looks(data);
  view.data = data;
  if (changed) build(view);
  if (data.error && data.error_id !== view.errorId) {
    view.errorId = data.error_id;
    release(view, data.error);
  }
}

/* ---- building ---- */

function make(tag, cls, text) {
  const element = document.createElement(tag);
  if (cls) element.className = cls;
  if (text !== undefined) element.textContent = text; // never innerHTML: texts hold names
  return element;
}

function build(view) {
  const { data, root } = view;
  const focused = root.getRootNode().activeElement?.dataset?.key;
  root.classList.toggle("fit-child", data.variant === "child");
  view.heading = make("h1", "", data.title);
  view.heading.tabIndex = -1;
  const items = make("div", "fit-items");
  view.lines = new Map(data.items.map((item, i) => [item.key, line(view, item, i, items)]));
  const parts = [view.heading, make("p", "fit-instruction", data.instruction), items, foot(view)];
  if (data.progress || data.locked) parts.unshift(bar(data));
  root.replaceChildren(...parts);
  paint(view);
  if (focused) view.lines.get(focused)?.focus({ preventScroll: true });
}

function bar(data) {
  const row = make("div", "fit-bar");
  row.append(make("span", "", data.progress), make("span", "", data.locked));
  return row;
}

function line(view, item, index, items) {
  const box = make("div", "fit-item");
  const label = make("p", "fit-label", item.label);
  const hint = item.hint ? make("p", "fit-hint", item.hint) : null;
  const slider = make("div", "fit-line");
  const track = make("div", "fit-track");
  const ends = make("div", "fit-ends");
  label.id = `label-${index}`;
  if (hint) hint.id = `hint-${index}`;
  track.append(make("div", "fit-knob"));
  slider.append(track);
  const touch = make("span", "fit-touch", view.data.texts.touch);
  ends.append(make("span", "", item.low), touch, make("span", "", item.high));
  ends.setAttribute("aria-hidden", "true"); // said in the value's own words
  describe(slider, view, item, index, hint);
  listen(view, item.key, slider, track);
  box.append(label, ...(hint ? [hint] : []), slider, ends);
  items.append(box);
  return slider;
}

function describe(slider, view, item, index, hint) {
  slider.dataset.key = item.key;
  slider.tabIndex = 0;
  slider.setAttribute("role", "slider");
  slider.setAttribute("aria-labelledby", `label-${index}`);
  if (hint) slider.setAttribute("aria-describedby", `hint-${index}`);
  slider.setAttribute("aria-valuemin", view.data.minimum);
  slider.setAttribute("aria-valuemax", view.data.maximum);
}

function foot(view) {
  const box = make("div");
  const row = make("div", "fit-foot");
  const right = make("div", "fit-right");
  view.alert = make("p", "fit-error");
  view.alert.setAttribute("role", "alert");
  view.undo = make("button", "fit-undo", view.data.texts.undo);
  view.done = make("button", "fit-done");
  view.missing = make("p", "fit-missing");
  view.missing.setAttribute("aria-live", "polite");
  view.undo.type = view.done.type = "button";
  view.undo.addEventListener("click", () => undo(view));
  view.done.addEventListener("click", () => finish(view));
  right.append(view.done, view.missing);
  row.append(view.undo, right);
  box.append(view.alert, row);
  return box;
}

/* ---- drawing what is marked ---- */

function paint(view) {
  for (const item of view.data.items) paintLine(view, item);
  const labels = missing(view).map((item) => item.label);
  const { texts } = view.data;
  view.missing.textContent = labels.length ? fill(texts.missing, { labels: labels.join(", ") }) : "";
  view.done.textContent = view.busy ? texts.saving : texts.done;
  view.done.setAttribute("aria-disabled", String(view.busy || labels.length > 0));
  view.undo.setAttribute("aria-disabled", String(view.busy || view.history.length === 0));
  view.undo.tabIndex = view.history.length ? 0 : -1;
  view.root.setAttribute("aria-busy", String(view.busy));
  view.alert.textContent = view.error ?? "";
}

function paintLine(view, item) {
  const slider = view.lines.get(item.key);
  const value = view.values.get(item.key);
  const [low, high] = range(view);
  slider.toggleAttribute("data-set", value !== undefined);
  // ARIA wants a number on every slider; the words, which are what is read, say "not answered".
  slider.setAttribute("aria-valuenow", (value ?? low) / 10);
  slider.setAttribute("aria-valuetext", value === undefined ? view.data.texts.unanswered : words(view, item, value));
  if (value === undefined) return;
  slider.querySelector(".fit-knob").style.left = `${((value - low) / (high - low)) * 100}%`;
}

function words(view, item, value) {
  const number = new Intl.NumberFormat(view.data.lang || "da", { maximumFractionDigits: 1 });
  const { texts, maximum } = view.data;
  return fill(texts.between, { value: number.format(value / 10), maximum, low: item.low, high: item.high });
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const missing = (view) => view.data.items.filter((item) => !view.values.has(item.key));

/* ---- marking: whole tenths, so that no binary fraction ever leaves this file ---- */

const tenths = (text) => Math.round(Number(text) * 10);
const range = (view) => [view.data.minimum * 10, view.data.maximum * 10];

function snap(view, raw) {
  const [low, high] = range(view);
  const step = tenths(view.data.step) || 1;
  const near = low + Math.round((raw - low) / step) * step;
  return Math.min(high, Math.max(low, near));
}

// `burst` names a run of key presses on one line, which is undone as one mark.
function mark(view, key, value, burst = null) {
  if (view.busy) return;
  const before = view.values.get(key);
  if (before === value) return;
  const last = view.history.at(-1);
  if (!burst || last?.burst !== burst) view.history.push({ key, before, burst });
  put(view, key, value);
}

function put(view, key, value) {
  if (value === undefined) view.values.delete(key);
  else view.values.set(key, value);
  // Marks changed after a send that got no answer are another answer, not the same one again.
  if (view.sent) [view.nonce, view.sent] = [uuid(), false];
  view.error = "";
  paint(view);
}

function undo(view) {
  if (view.busy || view.history.length === 0) return;
  const { key, before } = view.history.pop();
  put(view, key, before);
  view.lines.get(key)?.focus({ preventScroll: true });
}

/* ---- finger, pen and mouse ---- */

function listen(view, key, slider, track) {
  let drag = null;
  const at = (event) => {
    const box = track.getBoundingClientRect();
    const [low, high] = range(view);
    return snap(view, low + ((event.clientX - box.left) / box.width) * (high - low));
  };
  slider.addEventListener("pointerdown", (event) => {
    if (view.busy || !event.isPrimary || event.button !== 0) return;
    slider.setPointerCapture(event.pointerId);
    drag = { id: event.pointerId, before: view.values.get(key), x: event.clientX, moved: false };
    // A finger that came to scroll must not leave a mark: wait for sideways or for lift-off.
    if (event.pointerType !== "touch") show(at(event));
  });
  const show = (value) => put(view, key, value);
  slider.addEventListener("pointermove", (event) => {
    if (drag?.id !== event.pointerId) return;
    drag.moved ||= event.pointerType !== "touch" || Math.abs(event.clientX - drag.x) > 6;
    if (drag.moved) show(at(event));
  });
  const end = (event, keep) => {
    if (drag?.id !== event.pointerId) return;
    const { before } = drag;
    drag = null;
    if (view.busy) return;
    put(view, key, before);
    if (keep) mark(view, key, at(event));
  };
  slider.addEventListener("pointerup", (event) => end(event, true));
  slider.addEventListener("pointercancel", (event) => end(event, false));
  // A quick drag is no fling: without this the browser swallows the tap that follows it.
  const stay = (event) => drag?.moved && event.cancelable && event.preventDefault();
  slider.addEventListener("touchmove", stay, { passive: false });
  slider.addEventListener("keydown", (event) => press(view, key, event));
  slider.addEventListener("focus", () => (view.burst = Symbol(key)));
}

/* ---- keyboard ---- */

function press(view, key, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const value = keyValue(view, key, event.key);
  if (value !== null) mark(view, key, value, view.burst);
  else if (event.key === "Delete" || event.key === "Backspace") mark(view, key, undefined);
  else if (event.key === "Enter") advance(view, key);
  else return;
  event.preventDefault();
}

function keyValue(view, key, name) {
  const [low, high] = range(view);
  const small = tenths(view.data.step_keyboard) || 1;
  const steps = { ArrowRight: small, ArrowUp: small, ArrowLeft: -small, ArrowDown: -small, PageUp: 10, PageDown: -10 };
  if (name === "Home") return low;
  if (name === "End") return high;
  if (/^[0-9]$/.test(name)) return digit(view, key, Number(name));
  if (!steps[name]) return null;
  // An empty line has no place to start from: one comes in from the end one moves away from.
  const from = view.values.get(key) ?? (steps[name] > 0 ? low : high);
  return snap(view, from + steps[name]);
}

function digit(view, key, number) {
  const now = performance.now();
  const typed = view.typed?.key === key && now - view.typed.at < 900 ? view.typed.number * 10 + number : number;
  const [low, high] = range(view);
  const value = typed * 10 <= high ? typed : number;
  view.typed = { key, number: value, at: now };
  return value * 10 >= low && value * 10 <= high ? snap(view, value * 10) : null;
}

function advance(view, key) {
  const keys = view.data.items.map((item) => item.key);
  const next = keys[keys.indexOf(key) + 1];
  if (next) view.lines.get(next).focus();
  else finish(view);
}

/* ---- sending ---- */

function finish(view) {
  if (view.busy) return;
  const lacking = missing(view)[0];
  if (lacking) return view.lines.get(lacking.key).focus();
  const items = Object.fromEntries(view.data.items.map(({ key }) => [key, (view.values.get(key) / 10).toFixed(1)]));
  view.busy = view.sent = true;
  view.error = "";
  view.timer = setTimeout(() => release(view, view.data.texts.slow), SLOW);
  paint(view);
  view.send({ items, nonce: view.nonce });
}

function release(view, message) {
  clearTimeout(view.timer);
  view.busy = false;
  view.error = message;
  paint(view);
}

// crypto.randomUUID exists only over https; a home network may be plain http.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
