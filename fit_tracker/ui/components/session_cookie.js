// The app's own routes set and drop the HttpOnly cookie; a script could do neither.
const spent = new Set(); // a ticket is good for one use, and a redraw is not a second use
const last = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const { action, ticket } = data;
  if (last.get(parentElement) === action + ticket || (ticket && spent.has(ticket))) return;
  last.set(parentElement, action + ticket);
  if (ticket) spent.add(ticket);
  const headers = { "X-Fit-Ticket": ticket }; // without it the routes refuse: no other site can send it
  fetch(`/session/${action}`, { method: "POST", headers, credentials: "same-origin", cache: "no-store" })
    .then((answer) => setTriggerValue("answer", answer.ok ? "ok" : "failed"))
    .catch(() => setTriggerValue("answer", "failed"));
}
