// One part of a review at a time: keys as presenters and their remote controls send them, and buttons.
const views = new WeakMap();
const TRIES = 5;
const PATIENCE = 2000;
const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  if (data.lang) document.documentElement.lang = data.lang;
  let view = views.get(parentElement);
  if (!view) views.set(parentElement, (view = mount(parentElement)));
  view.send = (value) => setTriggerValue("go", value);
  // Not a trigger: it must not take the place of a press that is on its way.
  view.tell = (width) => setStateValue("screen", width);
  show(view, data);
  return () => {
    document.removeEventListener("keydown", view.onKey);
    document.removeEventListener("fullscreenchange", view.onFull);
    window.removeEventListener("resize", view.onSize);
    clearTimeout(view.sizing);
    clearTimeout(view.asking);
    views.delete(parentElement);
    if (document.fullscreenElement) document.exitFullscreen();
  };
}

function mount(parentElement) {
  const bar = document.createElement("div");
  bar.className = "fit-root fit-present";
  bar.innerHTML =
    '<button type="button" class="fit-button" data-step="close"></button><p role="status"></p>' +
    '<span><button type="button" class="fit-button" data-step="full"></button>' +
    '<button type="button" class="fit-button" data-step="-1"></button>' +
    '<button type="button" class="fit-button fit-primary" data-step="1"></button></span>';
  parentElement.append(bar);
  const view = { bar, at: 0 };
  view.onKey = (event) => key(view, event);
  view.onFull = () => name(view);
  view.onSize = () => measure(view);
  bar.addEventListener("click", (event) => press(view, event.target.closest("[data-step]")));
  document.addEventListener("keydown", view.onKey);
  document.addEventListener("fullscreenchange", view.onFull);
  window.addEventListener("resize", view.onSize);
  return view;
}

function show(view, data) {
  const turned = view.data && view.data.at !== data.at;
  view.data = data;
  if (!view.asking) view.at = data.at;
  if (view.at === data.at && !view.closing) answered(view);
  view.bar.querySelector('[role="status"]').textContent = data.texts.place;
  button(view, "-1").disabled = data.at === 0;
  button(view, "1").disabled = data.at === data.count - 1;
  name(view);
  measure(view);
  // A new page is read from its top.
  if (turned) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

// The figures' words are drawn by the server, which must know the screen to make them large enough.
function measure(view) {
  clearTimeout(view.sizing);
  const tell = () => innerWidth !== view.data.width && view.tell(innerWidth);
  view.sizing = setTimeout(tell, 200);
}

const button = (view, step) => view.bar.querySelector(`[data-step="${step}"]`);

function name(view) {
  const texts = view.data.texts;
  button(view, "close").textContent = texts.close;
  button(view, "-1").textContent = texts.back;
  button(view, "1").textContent = texts.on;
  const full = button(view, "full");
  full.textContent = document.fullscreenElement ? texts.window : texts.full;
  full.hidden = !document.fullscreenEnabled;
}

// The browser counts, so that three quick presses are three pages whatever the server has time for.
function go(view, at) {
  const wanted = Math.min(Math.max(at, 0), view.data.count - 1);
  if (wanted === view.at) return;
  view.at = wanted;
  ask(view, `slide:${wanted}`, TRIES);
}

function close(view) {
  view.closing = true;
  ask(view, "close", TRIES);
}

// A press may get lost when the server is at work on another; it is sent until it is answered.
function ask(view, value, left) {
  answered(view);
  view.send(value);
  view.asking = setTimeout(() => (left > 1 ? ask(view, value, left - 1) : giveUp(view)), PATIENCE);
}

function giveUp(view) {
  view.closing = false;
  answered(view);
  show(view, view.data);
}

function answered(view) {
  clearTimeout(view.asking);
  view.asking = null;
}

function press(view, element) {
  const step = element?.dataset.step;
  if (step === "close") close(view);
  else if (step === "full") fill();
  else if (step) go(view, view.at + Number(step));
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

// A key belongs to what has it: a button, a link, a table that scrolls.
const taken = (event) =>
  event.composedPath().some((e) => e.matches?.("input, textarea, select, [contenteditable]")) ||
  (event.key === " " && event.composedPath().some((e) => e.matches?.("button, a, summary")));

function key(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || taken(event)) return;
  if (event.key in STEPS) go(view, view.at + STEPS[event.key]);
  else if (event.key === "Home") go(view, 0);
  else if (event.key === "End") go(view, view.data.count - 1);
  else if (event.key === "Escape" && !document.fullscreenElement) close(view);
  else return;
  event.preventDefault();
}
