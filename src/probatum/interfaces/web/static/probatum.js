// What the page does beside htmx: the evidence pane, copying, the ask box, adding files.
// Everything here only eases what works without it.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const wide = matchMedia("(min-width: 68rem)");
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Controls that do nothing without a script are hidden until it runs.
  for (const control of all("[data-copy], [data-link], [data-print]")) control.hidden = false;

  // --- the ask box: Enter asks, Shift+Enter breaks the line
  for (const box of all("[data-submits]")) {
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (box.value.trim()) box.form.requestSubmit();
    });
  }

  // --- progress: the last event names where to go
  for (const progress of all("[data-progress]")) {
    progress.addEventListener("finished", (event) => location.replace(event.detail.data));
  }

  // --- the evidence pane
  const pane = find("#evidence");
  if (pane) {
    let pinned = null; // the citation that was opened on purpose
    let waiting = 0;

    const show = (cite, how) => {
      for (const other of all(".cite.open")) other.classList.remove("open");
      cite.classList.add("open");
      cite.dispatchEvent(new CustomEvent(how));
    };
    const close = () => {
      const cite = pinned;
      pinned = null;
      pane.classList.remove("open");
      for (const other of all(".cite.open")) other.classList.remove("open");
      cite?.focus();
    };
    const preview = (event) => {
      const cite = event.target.closest?.(".cite");
      clearTimeout(waiting);
      if (!cite || pinned || !wide.matches) return;
      waiting = setTimeout(() => pinned || show(cite, "preview"), 180);
    };
    document.addEventListener("mouseover", preview);
    document.addEventListener("focusin", preview);
    document.addEventListener("click", (event) => {
      const cite = event.target.closest(".cite");
      if (cite && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        clearTimeout(waiting);
        pinned = cite;
        pane.classList.add("open");
        show(cite, "open");
        // Below the text the pane would hide the very sentence that it belongs to.
        if (!wide.matches) cite.closest("p, li")?.scrollIntoView({ block: "start" });
      } else if (event.target.closest("[data-close]")) close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && pinned) close();
    });
    document.addEventListener("htmx:after:swap", (event) => {
      if (!event.target.closest?.(".cite")) return;
      const button = find("[data-close]", pane);
      if (button) button.hidden = !pinned;
      pane.scrollTop = 0;
      if (pinned) find("h2", pane)?.focus({ preventScroll: true });
      find("mark", pane)?.scrollIntoView({ block: "nearest" });
    });
  }

  // --- adding files: one request each, with its progress
  for (const drop of all("[data-drop]")) {
    const outcomes = find("#outcomes");
    const send = (file) => {
      const line = document.createElement("li");
      const bar = document.createElement("progress");
      const name = document.createElement("strong");
      name.textContent = file.name;
      bar.max = 1;
      bar.setAttribute("aria-label", `Sending ${file.name}`);
      line.append(name, " ", bar);
      outcomes.prepend(line);
      const refuse = (reason) => line.replaceChildren(name, ` was not added: ${reason}`);
      if (file.size > drop.dataset.most * 1e6) {
        refuse(`it is larger than ${drop.dataset.most} MB.`);
        return Promise.resolve();
      }
      return new Promise((done) => {
        const request = new XMLHttpRequest();
        request.open("POST", drop.action);
        request.setRequestHeader("HX-Request", "true");
        request.upload.addEventListener("progress", (event) => {
          if (event.lengthComputable && event.loaded < event.total) bar.value = event.loaded / event.total;
          else bar.removeAttribute("value"); // sent; now it is read
        });
        request.addEventListener("load", () => {
          if (request.status === 200) line.outerHTML = request.responseText;
          else refuse(`the server answered ${request.status}.`);
        });
        request.addEventListener("error", () => refuse("the server was not reached."));
        request.addEventListener("loadend", done);
        const form = new FormData();
        form.append("form", find("[name=form]", drop)?.value ?? "");
        form.append("file", file);
        request.send(form);
      });
    };
    const sendAll = async (files) => {
      for (const file of files) await send(file);
    };
    drop.addEventListener("submit", (event) => {
      event.preventDefault();
      const input = find("[type=file]", drop);
      sendAll([...input.files]);
      input.value = "";
    });
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      drop.addEventListener(name, () => drop.classList.remove("over"));
    }
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      sendAll([...event.dataTransfer.files]);
    });
  }

  // --- copying
  const said = (text) => {
    const place = find("[data-said]");
    if (place) place.textContent = text;
  };
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      said(done);
    } catch {
      said("The browser did not allow copying.");
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) print();
    if ("link" in button.dataset) copy(location.href.split("#")[0], "Link copied.");
    if (button.dataset.copy) {
      const answer = await fetch(button.dataset.copy);
      if (answer.ok) copy(await answer.text(), "Copied.");
    }
  });
  // Text that is copied by hand takes the references along that its numbers name.
  document.addEventListener("copy", (event) => {
    const chosen = getSelection();
    if (!find(".answer") || !chosen.rangeCount || chosen.isCollapsed) return;
    const cut = chosen.getRangeAt(0).cloneContents();
    const cited = all(".cite", cut);
    if (!cited.length) return;
    const numbers = new Set(cited.map((cite) => cite.textContent));
    const listed = [...numbers].map((number) => {
      const entry = find(`#reference-${number}`);
      return entry ? `[${number}] ${entry.textContent.replace(/\s+/g, " ").trim()}` : "";
    });
    const text = chosen.toString().trim();
    event.clipboardData.setData("text/plain", `${text}\n\nReferences\n${listed.join("\n")}\n`);
    event.preventDefault();
  });
  // A menu closes when the reader goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of all(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
})();
