// usage: node shots.mjs FOLDER [NAME …]    pictures of pages in both themes and sizes
import { mkdirSync } from "node:fs";
import { addresses, launch, open, serve, sizes } from "./browser.mjs";

const [folder, ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();
try {
  for (const [name, address] of Object.entries(await addresses(server.base))) {
    if (wanted.length && !wanted.includes(name)) continue;
    for (const size of Object.keys(sizes)) {
      for (const theme of ["light", "dark"]) {
        const { page, close } = await open(browser, { base: server.base, theme, size });
        await page.goto(address);
        await page.screenshot({ path: `${folder}/${name}-${size}-${theme}.png` });
        await close();
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
