// Warns some minutes before the login ends, prolongs it where that is lawful, and keeps what was typed when it has ended.
import { forget, forgetAll, keep, keepAll, offerKept } from "./kept.js";

const WARN = 5 * 60_000;
const LOOK = 5_000;
const SHARED = "pd-session"; // what other tabs do prolongs the login too

function share(value) {
  try {
    if (value) localStorage.setItem(SHARED, JSON.stringify(value));
    return JSON.parse(localStorage.getItem(SHARED) ?? "{}");
  } catch {
    return {};
  }
}

class Login {
  constructor(dialog) {
    this.dialog = dialog;
    this.holder = dialog.dataset.holder;
    this.final = "final" in dialog.dataset;
    this.dismissed = "";
    this.goesOn(Number(dialog.dataset.seconds));
  }

  goesOn(seconds) {
    this.ends = Date.now() + seconds * 1000;
    this.dismissed = "";
    share({ holder: this.holder, ends: this.ends });
  }

  look() {
    const told = share();
    if (told.holder === this.holder && told.ends > this.ends) this.ends = told.ends;
    const left = this.ends - Date.now();
    if (left > WARN) return this.hide();
    keepAll(this.holder);
    return this.show(left <= 0 ? "ended" : this.final ? "last" : "soon", left);
  }

  show(state, left) {
    const { dialog } = this;
    dialog.querySelectorAll("[data-minutes]").forEach((e) => { e.textContent = Math.max(1, Math.ceil(left / 60_000)); });
    if (this.dismissed === state || (dialog.open && dialog.dataset.shown === state)) return;
    dialog.dataset.shown = state;
    dialog.querySelectorAll("[data-state]").forEach((part) => { part.hidden = part.dataset.state !== state; });
    dialog.setAttribute("aria-labelledby", `session-${state}`);
    if (dialog.open) dialog.close();
    dialog.showModal();
  }

  hide() {
    if (this.dialog.open) this.dialog.close();
    this.dialog.dataset.shown = "";
  }

  async stay(form) {
    const failed = this.dialog.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
      if (answer.type === "opaqueredirect") { this.ends = 0; return this.look(); }
      if (!answer.ok) throw new Error(String(answer.status));
      const { seconds, final } = await answer.json();
      this.final = final;
      this.goesOn(seconds);
      return this.hide();
    } catch {
      failed.hidden = false;
      return null;
    }
  }
}

function listen(login) {
  const { dialog } = login;
  dialog.querySelector("[data-stay]").addEventListener("submit", (event) => {
    event.preventDefault();
    login.stay(event.target);
  });
  dialog.querySelectorAll("[data-close]").forEach((b) => b.addEventListener("click", () => {
    login.dismissed = dialog.dataset.shown;
    dialog.close();
  }));
  dialog.addEventListener("cancel", () => { login.dismissed = dialog.dataset.shown; });
  document.addEventListener("htmx:after:request", ({ detail }) => {
    const { response, sourceElement } = detail.ctx;
    const seconds = response.headers.get("X-Session-Ends-In");
    if (seconds) login.goesOn(Number(seconds));
    const form = sourceElement?.closest?.("form[method=post]");
    if (!form) return;
    if ([401, 403].includes(response.status)) keep(form, login.holder);
    else if (response.status < 400) forget(form);
  });
}

export function watchLogin() {
  document.addEventListener("submit", ({ target }) => {
    if (target.getAttribute?.("action") === "/sign-out") forgetAll();
  });
  const dialog = document.getElementById("session");
  if (!dialog) return;
  const login = new Login(dialog);
  offerKept(login.holder);
  listen(login);
  document.addEventListener("visibilitychange", () => login.look());
  setInterval(() => login.look(), LOOK);
  login.look();
}
