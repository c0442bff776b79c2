// What people come for, by mouse and by keyboard alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { addresses, launch, open, serve } from "./browser.mjs";

let server, browser, pages;

before(async () => {
  server = await serve();
  browser = await launch();
  pages = await addresses(server.base);
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function visit(address, work) {
  const { page, faults, close } = await open(browser, { base: server.base });
  await page.goto(address);
  await work(page);
  assert.deepEqual(faults, []);
  await close();
}

/** Presses Tab until what has the focus matches; fails where it cannot be reached. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} cannot be reached by keyboard`);
}

/** The first word that an element shows, and the middle of its place on the screen. */
function firstWord(element) {
  element.scrollIntoView({ block: "center" });
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  const { 0: word, index } = text.data.match(/[\p{L}\p{N}]+/u);
  const range = document.createRange();
  range.setStart(text, index);
  range.setEnd(text, index + word.length);
  const { x, y, width, height } = range.getBoundingClientRect();
  return [word, x + width / 2, y + height / 2];
}

async function enter(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

test("a cell of the matrix opens its sentences, and these the document", async () => {
  await visit("/matrix", async (page) => {
    await page.locator("a.cell").first().click();
    await page.waitForURL(/\/matrix\/cell\?/);
    assert.ok((await page.locator("blockquote").first().innerText()).length > 10);
    await page.locator("article.fact a", { hasText: "evidence" }).first().click();
    await page.locator(".passages mark").first().waitFor();
    await page.getByText("The whole document").click();
    await page.waitForURL(/\/document\//);
  });
});

test("the same by keyboard", async () => {
  await visit("/matrix", async (page) => {
    await enter(page, "a.cell");
    await page.waitForURL(/\/matrix\/cell\?/);
    await enter(page, 'a[href^="/fact/"]');
    await page.locator(".passages mark").first().waitFor();
  });
});

test("the first stop is a link past the menu", async () => {
  await visit("/timeline", async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  });
});

test("a slash leads to the search, which finds and narrows", async () => {
  await visit("/", async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("law");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.waitForURL(/\/search\?q=law/);
    const all = await page.locator("article.fact").count();
    await page.locator(".facets a.k-decision").click();
    const decisions = await page.locator("article.fact").count();
    assert.ok(decisions > 0 && decisions < all, `${decisions} of ${all}`);
    assert.equal(await page.locator("article.fact .kind:not(.k-decision)").count(), 0);
  });
});

test("text and facts of a document lead to one another", async () => {
  await visit(pages.document, async (page) => {
    await page.locator("a.ref").nth(1).click();
    await page.waitForURL(/#f/);
    const number = new URL(page.url()).hash.replace("#f", "");
    assert.ok(await page.locator(`#f${number}`).isVisible());
    await page.locator(`#f${number} a.back`).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((address) => address.hash === `#t${number}`);
  });
});

test("a menu of limits asks at once by mouse, and every state has an address", async () => {
  await visit("/timeline", async (page) => {
    const menu = page.locator('select[name="kind"]');
    await menu.dispatchEvent("pointerdown");
    await Promise.all([page.waitForNavigation(), menu.selectOption("decision")]);
    assert.equal(page.url(), `${server.base}/timeline?kind=decision`);
    await page.reload();
    assert.equal(await page.locator('select[name="kind"]').inputValue(), "decision");
    assert.ok((await page.locator("svg.votes").count()) > 0, "votes are drawn");
  });
});

test("the matrix is sorted and limited by its form", async () => {
  await visit("/matrix", async (page) => {
    await page.locator('select[name="sort"]').focus();
    await page.keyboard.type("name");
    await page.locator('input[name="to"]').fill("2024-03");
    await Promise.all([page.waitForNavigation(), page.locator('form.limits button').click()]);
    const names = await page.locator("table.matrix tbody th").allInnerTexts();
    assert.ok(names.length > 1);
    await page.waitForURL(/sort=name/);
    const last = await page.locator("table.matrix thead th").last().innerText();
    assert.ok(last <= "2024-03", last);
  });
});

test("measures are those of the day that is asked for", async () => {
  await visit("/measures", async (page) => {
    const now = await page.locator("table.register tbody tr").count();
    await page.locator('input[name="as_of"]').fill("2024-02-28");
    await page.keyboard.press("Enter");
    await page.waitForURL(/as_of=2024-02-28/);
    const then = await page.locator("table.register tbody tr").count();
    assert.ok(then < now, `${then} then, ${now} now`);
  });
});

test("the network shows the ties of one holder, and leads to it", async () => {
  await visit("/network", async (page) => {
    await tabTo(page, "svg.network a");
    assert.ok((await page.locator("svg.network path.of").count()) > 0);
    assert.ok((await page.locator("svg.network path:not(.of)").count()) > 0);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.waitForURL(/\/actor\?name=/);
  });
});

test("a tie opens what both said", async () => {
  await visit("/network", async (page) => {
    const both = page.locator("table.ties a", { hasText: "both" }).first();
    await Promise.all([page.waitForNavigation(), both.click()]);
    assert.ok((await page.locator(".sides blockquote").count()) >= 2);
    await page.goBack();
    await both.focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.waitForURL(/\/network\/tie\?a=/);
  });
});

test("the network is moved in time by slider, and by links without a script", async () => {
  await visit("/network", async (page) => {
    await page.locator("form.limits input[type=range]").focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("ArrowLeft")]);
    const month = new URL(page.url()).searchParams.get("as_of");
    assert.match(month, /^\d{4}-\d{2}$/);
    await Promise.all([page.waitForNavigation(), page.locator('nav[aria-label="Time"] a[rel=prev]').click()]);
    assert.ok(new URL(page.url()).searchParams.get("as_of") < month);
  });
});

test("the timeline is looked at closer and wider", async () => {
  await visit("/timeline", async (page) => {
    const days = () => page.locator('nav[aria-label="Zoom"] span').innerText();
    const whole = await days();
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "Closer" }).click()]);
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "Closer" }).click()]);
    const closer = await days();
    assert.notEqual(closer, whole);
    await page.getByRole("link", { name: "Wider" }).focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.notEqual(await days(), closer);
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "All days" }).click()]);
    assert.equal(await days(), whole);
  });
});

test("a number in the dossier leads to its evidence", async () => {
  await visit("/brief", async (page) => {
    await page.locator(".refs a").first().click();
    await page.waitForURL(/#./);
    const hash = new URL(page.url()).hash;
    assert.ok((await page.locator(`${hash} q`).innerText()).length > 10);
  });
});

test("the dossier prints without what is only for the screen", async () => {
  await visit("/brief", async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const selector of [".top", ".foot", "form.limits"]) {
      assert.equal(await page.locator(selector).first().isVisible(), false, selector);
    }
    assert.ok(await page.locator("main h1").isVisible());
  });
});

test("a fact is judged by keyboard, and the next one comes", async () => {
  await visit("/review?kind=statement", async (page) => {
    const judged = await page.locator('form[data-key="a"] [name="fact"]').inputValue();
    await page.locator('form[data-key="a"] [name="who"]').fill("Ada");
    await page.locator("main").focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("a")]);
    assert.match(await page.getByRole("status").innerText(), /Judgement \d+ was taken/);
    assert.notEqual(await page.locator('form[data-key="a"] [name="fact"]').inputValue(), judged);
    assert.equal(await page.locator('form[data-key="r"] [name="who"]').inputValue(), "Ada");
  });
});

test("words that are marked in the sentence become the value", async () => {
  await visit("/review?kind=measure", async (page) => {
    const [word, x, y] = await page.locator(".passages mark").first().evaluate(firstWord);
    await page.mouse.dblclick(x, y);
    // The browser tells of a selection after the click has returned.
    await page.waitForFunction(() => document.querySelector("form.verdict [name=value]").value);
    const value = await page.locator("form.verdict [name=value]").inputValue();
    assert.ok(value.startsWith(word), `${value} instead of ${word}`);
    assert.ok(value.length > 0 && (await page.locator(".passages").innerText()).includes(value), value);
    await page.locator("a.later").click();
    await page.waitForURL(/skip=1/);
  });
});

test("a fact is linked to an issue, and its name split off, from the actor's page", async () => {
  await visit("/lists/statements", async (page) => {
    await page.locator("td a.who, th a.who").first().click();
    await page.waitForURL(/\/actor\?name=/);
    await page.getByRole("link", { name: /Split the name/ }).first().click();
    await page.waitForURL(/\/review\?fact=/);
    const form = page.locator("form.verdict", { has: page.getByRole("heading", { name: "It bears on an issue" }) });
    await form.locator("[name=who]").fill("Ada");
    await form.locator("[name=stance]").selectOption("support");
    await form.locator("[name=why]").fill("it says so");
    await form.locator("[name=why]").press("Enter");
    await page.waitForURL(/done=\d+/);
    assert.match(await page.getByRole("status").innerText(), /Judgement \d+ was taken/);
  });
});

test("an assistant's suggestion is taken up beside its fact", async () => {
  await visit("/review", async (page) => {
    const propose = async () => {
      const [fact] = await (await fetch("/api/v1/decisions?limit=1")).json();
      const call = { name: "propose", arguments: { verdict: "accept", fact: fact.id, why: "read twice", assistant: "Robot" } };
      const headers = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: call });
      return (await fetch("/mcp", { method: "POST", headers, body })).status;
    };
    assert.equal(await page.evaluate(propose), 200);
    await page.goto("/review/suggestions");
    assert.match(await page.locator("article.suggestion").first().innerText(), /Robot \(assistant/);
    const form = page.locator("article.suggestion form.verdict").first();
    await form.locator("[name=who]").fill("Ada");
    await form.locator("button").focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(await page.getByRole("status").innerText(), /Judgement \d+ was taken/);
  });
});

/** Waits until the job of the page is over, which comes anew by itself. */
async function over(page) {
  await page.locator(".state", { hasText: /done|failed|stopped/ }).waitFor({ timeout: 120_000 });
  assert.equal(await page.locator(".state").innerText(), "done");
}

test("files are sent, read and found among the documents", async () => {
  await visit("/add", async (page) => {
    const text = "The harbour master said on Friday that the law must be withdrawn.";
    const file = (name, buffer) => ({ name, mimeType: "text/plain", buffer: Buffer.from(buffer) });
    const about = JSON.stringify({ title: "Harbour master speaks", published: "2024-03-01" });
    const form = page.locator("form", { hasText: "Read the files" });
    await form.locator('input[name="files"]').setInputFiles([file("master.txt", text), file("master.meta.json", about), file("odd.txt", [0xe9])]);
    await form.locator("button").click();
    await page.waitForURL(/\/add\/job\/\d+/);
    await over(page);
    assert.match(await page.locator("main").innerText(), /odd\.txt\s+not UTF-8/);
    await page.locator("main").getByText("Documents", { exact: true }).last().click();
    await page.getByText("Harbour master speaks").click();
    await page.getByText("must be withdrawn").first().waitFor();
  });
});

test("a text is sent by keyboard, and its page is held still", async () => {
  await visit("/add", async (page) => {
    await tabTo(page, 'textarea[name="text"]');
    await page.keyboard.type("The mayor said that the law would be a mistake. ".repeat(3));
    await tabTo(page, 'input[name="title"]');
    await page.keyboard.type("Mayor doubts");
    await enter(page, "form:has(textarea) button");
    await page.waitForURL(/\/add\/job\/\d+/);
    await over(page);
    await enter(page, 'main a[href="/changes"]');
    await page.waitForURL(/\/changes/);
  });
});

test("an answer is taken away as a file by keyboard, and the record by mouse", async () => {
  await visit("/export", async (page) => {
    await tabTo(page, 'a[href="/export/positions.csv"]');
    const [csv] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.equal(csv.suggestedFilename(), "positions.csv");
    assert.match(readFileSync(await csv.path(), "utf8"), /^issue,/);
    const [copy] = await Promise.all([page.waitForEvent("download"), page.getByText("record.db", { exact: true }).click()]);
    assert.match(readFileSync(await copy.path(), "latin1"), /^SQLite format 3/);
  });
});

test("facts that people wrote down are imported by mouse", async () => {
  await visit("/add", async (page) => {
    const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    const fact = { kind: "position", holder: { name: "Norland", mention: [0, 7] }, issue: "toll", stance: "oppose", on: null, evidence: [[0, 21]] };
    const form = page.locator("form", { hasText: "Import the facts" });
    await form.locator('input[name="files"]').setInputFiles([
      file("debate.toml", '[[issue]]\nid = "toll"\ntext = "There should be a toll."\n'),
      file("n.txt", "Norland is against it."),
      file("n.gold.json", JSON.stringify({ doc: "n", facts: [fact] })),
    ]);
    await form.locator("button").click();
    await page.waitForURL(/\/add\/job\/\d+/);
    await over(page);
    await page.goto("/actor?name=Norland");
    await page.getByText("Norland is against it").first().waitFor();
  });
});
