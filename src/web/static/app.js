// What script adds to pages that work without it. Loaded as a module, so after the page is read.
import { initAll } from "./vendor/govuk-frontend-6.6.0.min.js";
import { wakeDays } from "./day.js";
import { followLog } from "./live.js";
import { wakeRows } from "./rows.js";
import { watchLogin } from "./session.js";
import { wakeSlider } from "./slider.js";
import { wakeShortcuts } from "./shortcuts.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function wake(scope) {
  // A part that htmx kept in place is awake already; GOV.UK Frontend reports that as an error, which it is not.
  initAll({ scope, onError: () => {} });
  wakeDays(scope);
}

function focusOn(scope) {
  const asked = scope.querySelector(".govuk-error-summary, [data-focus]");
  if (asked) {
    asked.setAttribute("tabindex", "-1");
    asked.focus();
  }
}

wake(document);
wakeRows(document);
followLog(document);
watchLogin();
wakeShortcuts();
wakeSlider();
focusOn(document.getElementById("main") ?? document);

let sender = null; // the form whose answer is being put in; focus goes where the answer asks for it

document.addEventListener("htmx:before:swap", (event) => {
  sender = event.detail.ctx?.sourceElement?.closest?.("form[method=post]") ?? null;
});

// On paper the whole trail is there, and the moment of printing.
addEventListener("beforeprint", () => {
  for (const older of document.querySelectorAll("#main .pd-trail ~ details:not([open]), #main .pd-older:not([open])")) {
    older.open = true;
    addEventListener("afterprint", () => { older.open = false; }, { once: true });
  }
  for (const at of document.querySelectorAll("[data-printed]")) {
    const now = new Date();
    at.dateTime = now.toISOString();
    at.textContent = new Intl.DateTimeFormat("pl", { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Warsaw" }).format(now);
  }
});

document.addEventListener("htmx:after:settle", (event) => {
  for (const part of event.detail.newContent ?? []) {
    if (!(part instanceof Element) || !part.isConnected) continue;
    wake(part.parentElement ?? part);
    if (sender) focusOn(part.parentElement ?? part);
  }
});
