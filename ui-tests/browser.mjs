// The program under test and the browser that looks at it.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const program = process.env.RAPPORTEUR ?? "../target/debug/rapporteur";
const record = process.env.RECORD ?? "../target/ui-tests.db";

/**
 * Starts the server on a free port, with a copy of the record; `base` is its address. One that others reach has a `token`
 * of an admin called Ada.
 */
export async function serve({ shared = false } = {}) {
  const own = join(mkdtempSync(join(tmpdir(), "record-")), "r.db");
  copyFileSync(record, own);
  const add = ["token", "add", "Ada", "--role", "admin", "--record", own];
  const token = shared ? execFileSync(program, add, { encoding: "utf8" }).trim() : undefined;
  const child = spawn(program, ["serve", "--listen", shared ? "0.0.0.0:0" : "127.0.0.1:0", "--record", own], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = await Promise.race([
    createInterface({ input: child.stdout })[Symbol.asyncIterator]().next().then((next) => [next.value]),
    new Promise((_, reject) => child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)))),
  ]);
  const ended = new Promise((done) => child.once("exit", done));
  return {
    base: line.replace(/\/$/, "").replace("0.0.0.0", "127.0.0.1"),
    token,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Debian's Chromium, which must not look for anything outside. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", `--crash-dumps-dir=${mkdtempSync(join(tmpdir(), "crash-"))}`],
  });
}

export const sizes = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** A page that notes what must not happen: messages in the console, and requests to other hosts. */
export async function open(browser, { base, theme = "light", size = "wide", script = true }) {
  const context = await browser.newContext({
    baseURL: base, viewport: sizes[size], colorScheme: theme, javaScriptEnabled: script, reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${base}/`)) faults.push(`request to ${request.url()}`);
  });
  return { page, faults, close: () => context.close() };
}

/** Sends a text and waits until it was read; the address of its job. */
async function sent(base) {
  const page = await (await fetch(`${base}/add`)).text();
  const form = new FormData();
  form.append("seal", page.match(/name="seal" value="(\w+)"/)[1]);
  form.append("title", "A word on the law");
  form.append("text", "The mayor said on Monday that the law would help the harbour.");
  form.append("files", new Blob([new Uint8Array([0xe9, 0x20])]), "latin.txt");
  const reply = await fetch(`${base}/add`, { method: "POST", body: form, redirect: "manual" });
  const job = reply.headers.get("location");
  for (let tries = 0; tries < 600; tries += 1) {
    const html = await (await fetch(base + job)).text();
    if (/role="status">(done|failed|stopped)</.test(html)) return job;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${job} does not end`);
}

/** Addresses of every sort of page; those of one thing are found in the API. */
export async function addresses(base) {
  const ask = async (path) => (await fetch(`${base}/api/v1/${path}`)).json();
  const [position] = await ask("positions?limit=1");
  const matrix = await ask(`matrix?issue=${encodeURIComponent(position.issue)}&limit=50`);
  const dated = matrix.find((row) => row.month);
  const cell = new URLSearchParams({ issue: dated.issue, actor: dated.actor, month: dated.month });
  const [tied] = await ask("network?limit=1");
  const tie = new URLSearchParams({ a: tied.a, b: tied.b });
  const name = new URLSearchParams({ name: position.holder });
  return {
    overview: "/", matrix: "/matrix", cell: `/matrix/cell?${cell}`, timeline: "/timeline", measures: "/measures",
    zoom: "/timeline?from=2024-02&to=2024-06", network: "/network", tie: `/network/tie?${tie}`, past: "/network?as_of=2024-03",
    suggestions: "/review/suggestions", contradictions: "/contradictions", changes: "/changes", documents: "/documents",
    document: `/document/${position.last.document}`, fact: `/fact/${position.last.id}`, actors: "/actors",
    actor: `/actor?${name}`, search: "/search?q=law", brief: "/brief", list: "/lists/ledger",
    runs: "/lists/runs", review: "/review", add: "/add", job: await sent(base), export: "/export", login: "/login", missing: "/nothing-here", empty: "/timeline?issue=no-such-issue",
  };
}
