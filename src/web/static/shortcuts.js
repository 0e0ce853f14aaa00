// Keys for people who work here all day. Never while typing, never with Ctrl, Alt or Meta; can be switched off for good.
const CHOICE = "pd-shortcuts";
const PATIENCE = 1500; // how long after g its second key counts
const TYPING = "input, select, textarea, [contenteditable]";
const ENTRIES = "#main tbody tr, #main .pd-trail__entry, #main .pd-history > li";

function on(choice) {
  try {
    if (choice) localStorage.setItem(CHOICE, choice);
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true;
  }
}

const seen = (e) => e.checkVisibility?.() ?? e.offsetParent !== null;
const follow = (selector) => [...document.querySelectorAll(selector)].find(seen)?.click();

function step(by) {
  const entries = [...document.querySelectorAll(ENTRIES)].filter(seen).map((e) => e.querySelector("a[href], button")).filter(Boolean);
  const at = entries.findIndex((link) => link.closest("tr, li").contains(document.activeElement));
  const next = entries[at < 0 ? (by > 0 ? 0 : -1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const search = () => [...document.querySelectorAll("#search, #menu-search, #main input[type=search]")].find(seen)?.focus();

const DEEDS = {
  "/": search,
  j: () => step(1),
  k: () => step(-1),
  n: () => follow('#main a[rel="next"]'),
  p: () => follow('#main a[rel="prev"]'),
  "?": () => document.getElementById("shortcuts").showModal(),
};

function hint(dialog) {
  for (const link of document.querySelectorAll("[data-keys]")) {
    if (on()) link.title = link.dataset.keys;
    else link.removeAttribute("title");
  }
  const field = document.getElementById("search");
  if (field && dialog) on() ? field.setAttribute("aria-keyshortcuts", "/") : field.removeAttribute("aria-keyshortcuts");
  for (const place of document.querySelectorAll("[data-shortcuts-switch]")) {
    place.hidden = false;
    place.querySelectorAll("[data-when]").forEach((e) => { e.hidden = (e.dataset.when === "on") !== on(); });
  }
}

function press(event, waiting) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (waiting) {
    const link = document.querySelector(`[data-keys="g ${CSS.escape(key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return false;
  }
  if (key === "g") return true;
  if (!DEEDS[key]) return false;
  event.preventDefault();
  DEEDS[key]();
  return false;
}

export function wakeShortcuts() {
  const dialog = document.getElementById("shortcuts");
  let waiting = 0;
  hint(dialog);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-shortcuts-off], [data-shortcuts-on], #shortcuts [data-close]");
    if (!button) return;
    if (!("close" in button.dataset)) on("shortcutsOff" in button.dataset ? "off" : "on");
    hint(dialog);
    if (dialog?.contains(button)) dialog.close();
    else document.querySelector("[data-shortcuts-switch] button:not([hidden])").focus();
  });
  if (!dialog) return;
  document.addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat && event.key === "g") return;
    if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
    waiting = press(event, Date.now() < waiting) ? Date.now() + PATIENCE : 0;
  });
}
