// Turns on GOV.UK Frontend's behaviour, also in what htmx brings in.
import { initAll } from "./vendor/govuk-frontend-6.6.0.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
