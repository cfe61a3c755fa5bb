// Times pages of the explorer: node timing.mjs CHROMIUM FOLDER NAME…; prints JSON for benchmarks/explorer.py. The page
// "whole" is asked, too.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [, , executablePath, folder, ...names] = process.argv;
const args = ["--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const browser = await chromium.launch({ executablePath, args });

async function open(name) {
  const page = await (await browser.newContext({ locale: "fr-FR" })).newPage(), start = Date.now();
  await page.goto(pathToFileURL(join(folder, name + ".html")).href);
  while (!(await page.evaluate("Boolean(globalThis.og && og.ready)"))) await page.waitForTimeout(5);
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  return { page, seconds: (Date.now() - start) / 1000 };
}

const drawn = {};
for (let turn = 0; turn < 3; turn++) for (const name of names) {
  const { page, seconds } = await open(name);
  drawn[name] = Math.min(seconds, drawn[name] ?? Infinity);
  await page.context().close();
}
const { page } = await open("whole"), asked = {};
const timed = (expression, value) => page.evaluate(expression, value);
const ready = await timed(async () => { const start = performance.now(); await og.prepare(); return (performance.now() - start) / 1000; });
for (const name of await page.evaluate("[...og.queries.keys()]")) {
  asked[name] = await timed(async (name) => {
    const start = performance.now(), { rows } = await og.askNamed(name, {});
    return { rows: rows.length, seconds: (performance.now() - start) / 1000 };
  }, name);
}
console.log(JSON.stringify({ drawn, ready, asked }));
await browser.close();
