// Shows HTML that the server has built and escaped; sends the value of what was pressed.
const views = new WeakMap();
const PAUSE = 500; // a double click is one press

export default function ({ parentElement, data, setTriggerValue }) {
  if (data.lang) document.documentElement.lang = data.lang;
  let view = views.get(parentElement);
  if (!view) views.set(parentElement, (view = mount(parentElement)));
  view.send = (value) => setTriggerValue("go", value);
  show(view, data);
  return () => views.delete(parentElement);
}

function mount(parentElement) {
  const view = { root: document.createElement("div"), style: document.createElement("style") };
  view.root.className = "fit-root";
  view.root.addEventListener("click", (event) => press(view, event));
  view.root.addEventListener("keydown", (event) => key(view, event));
  const box = document.createElement("div");
  box.className = "fit-box";
  box.append(view.root);
  parentElement.append(view.style, box);
  return view;
}

function show(view, data) {
  view.style.textContent = data.css;
  if (view.html === data.html) return;
  const focused = view.root.getRootNode().activeElement?.dataset?.go;
  view.html = data.html;
  view.root.innerHTML = data.html;
  view.root.querySelectorAll("[data-go]").forEach(makeOperable);
  // After a rerun the keyboard must be where it was.
  if (focused) targets(view, focused)[0]?.focus({ preventScroll: true });
}

const native = (element) => element.matches("button, a[href]");
const targets = (view, go) =>
  [...view.root.querySelectorAll("[data-go]")].filter((e) => e.dataset.go === go && (native(e) || e.tabIndex === 0));

// A row whose name is a real button needs no keyboard of its own.
function makeOperable(element) {
  if (native(element) || element.querySelector("button, a")) return;
  element.tabIndex = 0;
  if (!element.hasAttribute("role")) element.setAttribute("role", "button");
}

function press(view, event) {
  const element = event.target.closest("[data-go]");
  if (!element || element.hasAttribute("disabled")) return;
  const marking = String(window.getSelection?.() ?? "");
  if (marking && !native(element)) return; // copying a word out of a row is no press
  event.preventDefault();
  const now = performance.now();
  if (now - (view.pressed ?? -PAUSE) < PAUSE) return;
  view.pressed = now;
  view.send(element.dataset.go);
}

function key(view, event) {
  if (event.key !== "Enter" && event.key !== " ") return;
  if (!event.target.matches("[data-go]") || native(event.target)) return;
  press(view, event);
}
