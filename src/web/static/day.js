// A calendar button beside each field for a day. What is typed stays what counts; the calendar only fills it in.

const SIGN = `<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
  <rect x="1.5" y="3" width="15" height="13.5" rx="2"/><path d="M1.5 7.500h15M5.5 1v4M12.5 1v4"/></svg>`;

function toIso(text) {
  const bare = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(bare)) return bare;
  const found = /^(\d{1,2})[.\-/ ]+(\d{1,2})[.\-/ ]+(\d{4})$/.exec(bare) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(bare);
  return found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : "";
}

function calendar(place, field) {
  const native = document.createElement("input");
  Object.assign(native, { type: "date", tabIndex: -1, className: "pd-day__native" });
  native.setAttribute("aria-hidden", "true");
  native.addEventListener("change", () => {
    if (!native.value) return;
    field.value = native.value.split("-").reverse().join(".");
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    field.focus();
  });
  place.append(native);
  return native;
}

function addCalendar(place) {
  const field = place.querySelector("input");
  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.firstChild?.textContent.trim() ?? "";
  const open = document.createElement("button");
  Object.assign(open, { type: "button", className: "pd-day__open", innerHTML: SIGN });
  open.setAttribute("aria-label", [place.dataset.dayLabel, label].filter(Boolean).join(": "));
  open.title = place.dataset.dayLabel;
  place.append(open);
  const native = calendar(place, field);
  open.addEventListener("click", () => {
    native.value = toIso(field.value);
    native.showPicker();
  });
}

export function wakeDays(scope) {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  for (const place of scope.querySelectorAll("[data-day]")) {
    if (!place.querySelector(".pd-day__open")) addCalendar(place);
  }
}
