// What was typed under a login that ends: kept in this tab alone, offered again on the same form, gone once it is saved.
// Never passwords, hidden fields or files; never another person's; all of it is thrown away when somebody signs out.
const PREFIX = "pd-kept:";
const UNKEPT = ["password", "hidden", "file", "submit", "button", "reset"];

const store = (work) => { try { return work(sessionStorage); } catch { return null; } }; // switched off, or full
const key = (form) => PREFIX + form.getAttribute("action");
const controls = (form) => [...form.elements].filter((e) => e.name && !UNKEPT.includes(e.type));
const choices = (e) => e.type === "checkbox" || e.type === "radio";

function changed(e) {
  if (choices(e)) return e.checked !== e.defaultChecked;
  if (e.options) return [...e.options].some((option) => option.selected !== option.defaultSelected);
  return e.value !== e.defaultValue;
}

function forms() {
  return [...document.querySelectorAll("#main form[method=post]")].filter((form) => controls(form).length > 0);
}

function touched(form) {
  const answered = form.parentElement.querySelector(".govuk-error-summary, .pd-panel--refusal, .pd-panel--conflict");
  return Boolean(answered) || controls(form).some(changed);
}

export function keep(form, holder) {
  const typed = controls(form).filter((e) => !choices(e) || e.checked).map((e) => [e.name, e.value]);
  store((kept) => kept.setItem(key(form), JSON.stringify({ holder, typed })));
}

export function keepAll(holder) {
  forms().filter(touched).forEach((form) => keep(form, holder));
}

export function forget(form) {
  store((kept) => kept.removeItem(key(form)));
}

export function forgetAll(which = () => true) {
  store((kept) => Object.keys(kept).filter((name) => name.startsWith(PREFIX) && which(kept.getItem(name)))
    .forEach((name) => kept.removeItem(name)));
}

function addRows(form, name) {
  const [, rows] = /^(.+?)-\d+-/.exec(name) ?? [];
  const more = rows && form.querySelector(`[data-rows="${CSS.escape(rows)}"] .pd-rows__add`);
  for (let n = 0; more && !form.elements[name] && n < 60; n += 1) more.click();
}

function putBack(form, typed) {
  const wanted = new Map();
  typed.forEach(([name, value]) => wanted.set(name, [...(wanted.get(name) ?? []), value]));
  wanted.forEach((_, name) => addRows(form, name));
  for (const e of controls(form)) {
    const values = wanted.get(e.name) ?? [];
    if (choices(e)) e.checked = values.includes(e.value);
    else if (wanted.has(e.name)) e.value = values.shift() ?? "";
    for (const kind of ["input", "change"]) e.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  controls(form)[0]?.focus();
}

export function offerKept(holder) {
  forgetAll((text) => !text.includes(`"holder":"${holder}"`));
  const template = document.getElementById("kept-offer");
  for (const form of forms()) {
    const { typed } = JSON.parse(store((kept) => kept.getItem(key(form))) ?? "{}");
    if (!typed || !template) continue;
    const offer = template.content.cloneNode(true).firstElementChild;
    offer.querySelector("[data-put-back]").addEventListener("click", () => { offer.remove(); putBack(form, typed); });
    offer.querySelector("[data-throw-away]").addEventListener("click", () => {
      forget(form);
      offer.remove();
      controls(form)[0]?.focus();
    });
    form.before(offer);
    return; // one offer on a page: it has an id
  }
}
