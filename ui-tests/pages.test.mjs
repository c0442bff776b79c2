// Every page, in both themes and sizes: no violation of accessibility, no message, no request to anywhere else, nothing
// wider than the screen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { addresses, launch, open, serve, sizes } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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

async function violations(page) {
  // By the debugger's door: the page's own policy forbids scripts that are not the server's.
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
}

for (const theme of ["light", "dark"]) {
  for (const size of Object.keys(sizes)) {
    test(`pages are sound, ${theme}, ${size}`, async () => {
      const found = [];
      for (const [name, address] of Object.entries(pages)) {
        const { page, faults, close } = await open(browser, { base: server.base, theme, size });
        await page.goto(address);
        found.push(...(await violations(page)).map((one) => `${name}: ${one}`));
        const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        if (wide > screen) found.push(`${name} is ${wide} wide on a screen of ${screen}`);
        // The browser itself notes the status of a page that is not there.
        const told = faults.filter((fault) => !(name === "missing" && fault.includes("404")));
        found.push(...told.map((fault) => `${name}: ${fault}`));
        await close();
      }
      assert.deepEqual(found, []);
    });
  }
}

for (const theme of ["light", "dark"]) {
  for (const size of Object.keys(sizes)) {
    test(`who signs in is named, and signs out, ${theme}, ${size}`, async () => {
      const shared = await serve({ shared: true });
      const { page, faults, close } = await open(browser, { base: shared.base, theme, size });
      await page.goto("/login");
      await page.keyboard.press("Tab");
      await page.locator('input[name="token"]').focus();
      await page.keyboard.type(shared.token);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.match(await page.locator(".signed").innerText(), /Ada, admin/);
      assert.deepEqual(await violations(page), []);
      const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= screen, `${wide} wide on a screen of ${screen}`);
      await page.goto("/review");
      assert.deepEqual(await violations(page), []);
      await Promise.all([page.waitForNavigation(), page.getByText("Sign out").click()]);
      assert.match(await page.locator("main").innerText(), /Sign in/);
      // The browser itself notes the status of a page that asks for a token.
      assert.deepEqual(faults.filter((fault) => !fault.includes("401")), []);
      await close();
      await shared.stop();
    });
  }
}

test("pages say the same without a script", async () => {
  for (const [name, address] of Object.entries(pages)) {
    const text = async (script) => {
      const { page, close } = await open(browser, { base: server.base, script });
      await page.goto(address);
      const said = await page.locator("main").innerText();
      await close();
      return said;
    };
    assert.equal(await text(false), await text(true), name);
  }
});
