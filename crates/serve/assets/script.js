// Comforts on top of pages that work without: a key for the search, the pair of a fact and its place in the text.
"use strict";

const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const find = document.getElementById("q");
    if (find) {
      event.preventDefault();
      find.focus();
      find.select();
    }
  }
});

// A menu that is chosen from is asked at once; the button stays for the other fields.
for (const form of document.querySelectorAll("form.limits")) {
  for (const select of form.querySelectorAll("select")) {
    select.addEventListener("change", () => {
      if (form.dataset.keys !== "yes") form.requestSubmit();
    });
    // With the keyboard one passes by every choice on the way to the one that is meant.
    select.addEventListener("keydown", () => { form.dataset.keys = "yes"; });
    select.addEventListener("pointerdown", () => { form.dataset.keys = "no"; });
  }
  // Empty fields make long addresses.
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.limits :disabled")) field.disabled = false;
});

// In the network, time is a slider beside the menu; it asks when it is let go.
for (const months of document.querySelectorAll("form.limits select[name=as_of]")) {
  const slider = document.createElement("input");
  const last = months.options.length - 1;
  // The first choice of the menu, now, is the last in time.
  const place = (choice) => (choice === 0 ? last : choice - 1);
  Object.assign(slider, { type: "range", min: 0, max: last, value: place(Math.max(months.selectedIndex, 0)) });
  slider.setAttribute("aria-label", "Time");
  const tell = () => {
    months.selectedIndex = Number(slider.value) === last ? 0 : Number(slider.value) + 1;
    slider.setAttribute("aria-valuetext", months.selectedOptions[0].text);
  };
  tell();
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => months.form.requestSubmit());
  months.after(slider);
}

// Files that are too large together are told before they are sent.
for (const field of document.querySelectorAll("form[data-most] input[type=file]")) {
  field.addEventListener("change", () => {
    const most = Number(field.form.dataset.most);
    const bytes = [...field.files].reduce((sum, file) => sum + file.size, 0);
    field.setCustomValidity(bytes > most ? `More than ${Math.floor(most / 1e6)} MB at once: choose fewer files.` : "");
    field.reportValidity();
  });
}

// In the network, the ties of the holder that is pointed at, or reached by keyboard.
for (const drawing of document.querySelectorAll("svg.network")) {
  const choose = (event) => {
    const holder = event.type === "pointerout" || event.type === "focusout" ? null : event.target.closest("a[data-n]");
    drawing.classList.toggle("chosen", Boolean(holder));
    for (const tie of drawing.querySelectorAll("path")) {
      tie.classList.toggle("of", Boolean(holder) && [tie.dataset.a, tie.dataset.b].includes(holder.dataset.n));
    }
  };
  for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) drawing.addEventListener(type, choose);
}

// Review: a key for each form, and words that are marked in the sentence become the value.
const forms = new Map([...document.querySelectorAll("form.verdict[data-key]")].map((form) => [form.dataset.key, form]));
document.addEventListener("keydown", (event) => {
  if (!forms.size || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "n") document.querySelector("a.later")?.click();
  const form = forms.get(event.key);
  if (!form) return;
  event.preventDefault();
  if (event.key !== "c" && form.checkValidity()) form.requestSubmit();
  else form.querySelector("select, input:invalid, input:not([type=hidden])").focus();
});
document.addEventListener("selectionchange", () => {
  const marked = document.getSelection();
  const value = document.querySelector("form.verdict [name=value]");
  const inside = marked.anchorNode?.parentElement?.closest(".passages") && marked.focusNode?.parentElement?.closest(".passages");
  if (value && inside && !marked.isCollapsed) value.value = marked.toString().trim();
});
