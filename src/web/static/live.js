// The live badge, and a short mark on each figure that a swap changed.

const PATIENCE = 2000; // a planned end of the stream is followed by a new one sooner than this; do not cry wolf

function say(badge, state) {
  clearTimeout(badge.waiting);
  badge.waiting = null;
  if (badge.dataset.live !== state) badge.dataset.live = state;
}

function tick(badge) {
  const time = badge.querySelector("[data-live-time]");
  const now = new Date();
  time.textContent = new Intl.DateTimeFormat("pl", { timeStyle: "medium", timeZone: "Europe/Warsaw" }).format(now);
  time.dateTime = now.toISOString();
}

function figures(scope) {
  return new Map([...scope.querySelectorAll("[data-figure]")].map((node) => [node.dataset.figure, node.textContent]));
}

function mark(scope, before) {
  for (const node of scope.querySelectorAll("[data-figure]")) {
    const old = before.get(node.dataset.figure);
    if (old === undefined || old === node.textContent) continue;
    node.classList.add("pd-changed");
    node.addEventListener("animationend", () => node.classList.remove("pd-changed"), { once: true });
  }
}

export function followLog(scope) {
  const badges = () => scope.querySelectorAll("[data-live]");
  let before = figures(scope);
  scope.addEventListener("htmx:sse:after:connection", () => badges().forEach((badge) => say(badge, "on")));
  scope.addEventListener("htmx:before:swap", () => { before = figures(scope); });
  scope.addEventListener("htmx:after:swap", () => mark(scope, before));
  scope.addEventListener("htmx:sse:after:message", () => {
    badges().forEach((badge) => { say(badge, "on"); tick(badge); });
  });
  const lost = () => badges().forEach((badge) => {
    badge.waiting ??= setTimeout(() => say(badge, "lost"), PATIENCE); // each failed attempt calls; the first one counts
  });
  scope.addEventListener("htmx:sse:error", lost);
  scope.addEventListener("htmx:sse:close", lost);
  scope.addEventListener("htmx:sse:before:connection", (event) => {
    if (event.detail?.connection?.attempt > 0) lost();
  });
}
