// The slider through a page's days, and the time-lapse. The page itself is asked for each day and put in place of the
// one before, one at a time: whatever was passed meanwhile is never asked for. Listens on the document, since the
// slider's own elements come anew with each day.

const GAP = 200; // between two days that are asked for, at least
const FRAME = 700; // of the time-lapse
const FRAMES = 60; // about so many for the whole of it
const DAY = 86_400_000;

let asked = null; // the address that is on its way
let wanted = null; // the one to ask for next
let playing = false;

const place = () => document.getElementById("day-slider");
const range = () => document.getElementById("day-slider-range");
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

function dayAt(number) {
  return new Date(Date.parse(place().dataset.slider) + number * DAY);
}

function told(day) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(day);
}

function address() {
  const url = new URL(place().dataset.sliderToday, location.href);
  const number = Number(range().value);
  if (number >= Number(range().max)) return url.pathname + url.search;
  const day = dayAt(number).toISOString().slice(0, 10);
  const later = document.getElementById("day-slider-later").checked;
  url.searchParams.set("as_of", day);
  if (!later) url.searchParams.set("known", day);
  return url.pathname + url.search;
}

function sayDay() {
  const number = Number(range().value);
  const last = place().querySelector(".pd-slider__today").textContent;
  const words = number >= Number(range().max) ? last : told(dayAt(number));
  range().setAttribute("aria-valuetext", words);
  place().querySelector(".pd-slider__now").textContent = words;
}

async function follow() {
  if (asked) return;
  while (wanted && wanted !== asked) {
    asked = wanted;
    try {
      await window.htmx.ajax("GET", asked, { target: "#main", select: "#main", swap: "outerMorph" });
      history.replaceState(history.state, "", asked);
    } finally {
      if (wanted === asked) wanted = null;
      await pause(GAP);
      asked = null;
    }
  }
}

function show() {
  sayDay();
  wanted = address();
  return follow();
}

function setPlaying(now) {
  playing = now;
  document.getElementById("day-slider-play")?.setAttribute("aria-pressed", String(now));
}

async function play() {
  const step = Math.max(1, Math.round(Number(range().max) / FRAMES));
  if (Number(range().value) >= Number(range().max)) range().value = 0;
  else range().value = Number(range().value) + step;
  setPlaying(true);
  while (playing && place()) {
    await Promise.all([show(), pause(FRAME)]);
    setPlaying(playing && Boolean(place()) && Number(range().value) < Number(range().max));
    if (playing) range().value = Number(range().value) + step;
  }
}

export function wakeSlider() {
  document.addEventListener("input", (event) => {
    if (event.target.id === "day-slider-range") {
      setPlaying(false);
      show();
    } else if (event.target.name === "day-slider-known" && place()) {
      show();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#day-slider-play")) return;
    if (playing) setPlaying(false);
    else play();
  });
}
