// All tabs of a browser share one sign-in. When it ends, or the tablet is handed to a family,
// no other tab may go on showing what it showed before; nor may a screen that nobody uses.
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("fit-tracker") : null;
const MARGIN = 2; // seconds, so that the server has no doubt
let state = null;
let timer;
let tell = () => {};

tabs?.addEventListener("message", (event) => state && event.data !== state && location.reload());

// After a restart the server does not know our addresses until one page has run, and says of the
// first that is asked for that it is not there. It is, and it is on its way: take the words away.
function unsay() {
  for (const dialog of document.querySelectorAll('[role="dialog"]')) {
    if (/^page not found/i.test(dialog.querySelector("h2")?.textContent ?? "")) dialog.querySelector("button")?.click();
  }
}
new MutationObserver(unsay).observe(document.body, { childList: true, subtree: true });
unsay();

// Streamlit runs the page as it is when its own entry of the menu is pressed; who presses it wants
// the page from its beginning. The server cannot tell the press from any other run: say it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('[data-testid="stSidebarNavLink"]');
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (link && !elsewhere && link.pathname === location.pathname) tell();
}, true);

export default function ({ data, setStateValue }) {
  tell = () => setStateValue("again", crypto.getRandomValues(new Uint32Array(1))[0]);
  if (state !== null && state !== data.state) tabs?.postMessage(data.state);
  state = data.state;
  wait(data.seconds);
}

function wait(seconds) {
  clearTimeout(timer);
  if (state) timer = setTimeout(look, Math.min((seconds + MARGIN) * 1000, 2 ** 31 - 1));
}

// Another tab may have been used meanwhile; asking is not using.
async function look() {
  const answer = await fetch("/session/left", { credentials: "same-origin", cache: "no-store" }).catch(() => null);
  const seconds = answer?.ok ? Number(await answer.text()) : 0;
  if (seconds > 0) wait(seconds);
  else location.reload();
}
