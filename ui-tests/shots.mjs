// usage: node shots.mjs FOLDER [NAME …]    pictures of pages in both themes and sizes
import { mkdirSync } from "node:fs";
import { addresses, launch, open, serve, sizes } from "./browser.mjs";

const [folder, ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const [server, shared] = [await serve(), await serve({ shared: true })];
const browser = await launch();
// As somebody sees them who signed in.
const signed = { "signed-overview": "/", "signed-review": "/review" };
try {
  for (const [name, address] of Object.entries({ ...(await addresses(server.base)), ...signed })) {
    if (wanted.length && !wanted.includes(name)) continue;
    for (const size of Object.keys(sizes)) {
      for (const theme of ["light", "dark"]) {
        const { base, token } = name in signed ? shared : server;
        const { page, close } = await open(browser, { base, theme, size });
        if (token) await page.setExtraHTTPHeaders({ Authorization: `Bearer ${token}` });
        await page.goto(address);
        await page.screenshot({ path: `${folder}/${name}-${size}-${theme}.png` });
        await close();
      }
    }
  }
} finally {
  await browser.close();
  await Promise.all([server.stop(), shared.stop()]);
}
