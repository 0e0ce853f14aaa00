// Rows of a form that come and go at once. Without script the same buttons are submitted and the page answers.
import { wakeDays } from "./day.js";

function add(place) {
  const list = place.querySelector(".pd-rows__list");
  const template = place.querySelector("template");
  const used = [...list.querySelectorAll(".pd-row__remove")].map((button) => Number(button.value.split("-").pop()));
  const next = Math.max(-1, list.children.length - 1, ...used) + 1;
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__i__", String(next));
  list.append(holder.content);
  wakeDays(list.lastElementChild);
  list.lastElementChild.querySelector("input, select, textarea")?.focus();
}

function remove(place, row) {
  const list = place.querySelector(".pd-rows__list");
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (beside?.querySelector("input, select, textarea") ?? list.parentElement.querySelector(".pd-rows__add")).focus();
}

export function wakeRows(scope) {
  scope.addEventListener("click", (event) => {
    const button = event.target.closest?.('[name="add_row"], [name="remove_row"]');
    const place = button?.closest("[data-rows]");
    if (!place) return;
    event.preventDefault();
    if (button.name === "add_row") add(place);
    else remove(place, button.closest(".pd-row"));
  });
}
