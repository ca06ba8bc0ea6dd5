// SPDX-License-Identifier: CC0-1.0
// Marks the answers of this page. The key holds digests alone: of the right answer of each row, and of what each
// choice is worth. SHA-256 is worked out here, because browsers offer it to pages from the web only.
"use strict";
(() => {
  const key = JSON.parse(document.getElementById("key").textContent);
  const words = key.words;
  // Papers print Western digits in every language.
  const format = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);

  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
  const rounds = primes.map((prime) => fraction(Math.cbrt(prime)));
  const rotate = (x, bits) => (x >>> bits) | (x << (32 - bits));

  function sha256(text) {
    const bytes = [...new TextEncoder().encode(text)];
    const length = bytes.length * 8;
    bytes.push(0x80);
    while (bytes.length % 64 !== 56) bytes.push(0);
    for (const bits of [Math.floor(length / 2 ** 32), length])
      bytes.push((bits >>> 24) & 255, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255);
    const hash = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
    for (let start = 0; start < bytes.length; start += 64) {
      const w = [];
      for (let i = 0; i < 64; i++) {
        if (i < 16) {
          const at = start + 4 * i;
          w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
        } else {
          const early = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >>> 3);
          const late = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >>> 10);
          w[i] = (w[i - 16] + early + w[i - 7] + late) | 0;
        }
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i++) {
        const high = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
        const one = (h + high + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0;
        const low = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
        const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
      }
      [a, b, c, d, e, f, g, h].forEach((x, i) => (hash[i] = (hash[i] + x) | 0));
    }
    return hash.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const digest = (...parts) => sha256([key.salt, ...parts].join("|"));

  function show(control, kind, word) {
    const mark = document.getElementById(control.getAttribute("aria-describedby"));
    mark.textContent = word;
    mark.className = `mark ${kind}`;
  }

  function markRows(section, id) {
    const rows = [...section.querySelectorAll("select")];
    const right = rows.filter((select) => {
      const isRight = digest(id, select.dataset.row, select.value) === key.digests[id][select.dataset.row];
      show(select, isRight ? "right" : "wrong", !select.value ? words.empty : isRight ? `✓ ${words.right}` : `✗ ${words.wrong}`);
      return isRight;
    });
    return { points: right.length, most: rows.length };
  }

  function markChoices(section, id) {
    const worth = (box) => key.worth.find((each) => digest(id, box.value, each) === key.digests[id][box.value]);
    const boxes = [...section.querySelectorAll("input")].map((box) => ({ box, worth: worth(box) }));
    const right = boxes.filter((each) => each.worth === "right");
    for (const each of boxes)
      show(each.box, each.worth, !each.box.checked ? "" : { right: `✓ ${words.right}`, wrong: `✗ ${words.wrong}`, neutral: words.neutral }[each.worth]);
    const hits = right.filter((each) => each.box.checked).length;
    const wrong = boxes.filter((each) => each.worth === "wrong" && each.box.checked).length;
    const still = section.querySelector(".still");
    still.hidden = false;
    still.textContent = fill(words.still, { count: format.format(right.length - hits) });
    return { points: Math.max(0, hits - key.cost * wrong), most: right.length };
  }

  document.getElementById("questions").addEventListener("submit", (event) => {
    event.preventDefault();
    const total = { points: 0, most: 0 };
    for (const section of document.querySelectorAll("[data-question]")) {
      const marker = { match: markRows, choice: markChoices }[section.dataset.kind];
      if (!marker) continue;
      const marked = marker(section, section.dataset.question);
      total.points += marked.points;
      total.most += marked.most;
    }
    const result = document.getElementById("result");
    result.textContent = fill(words.result, { points: format.format(total.points), most: format.format(total.most) });
    result.focus();
  });
})();
