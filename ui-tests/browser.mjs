// The program under test and the browser that looks at it.
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const program = process.env.RAPPORTEUR ?? "../target/debug/rapporteur";
const record = process.env.RECORD ?? "../target/ui-tests.db";

/** Starts the server on a free port, with a copy of the record; `base` is its address. */
export async function serve() {
  const own = join(mkdtempSync(join(tmpdir(), "record-")), "r.db");
  copyFileSync(record, own);
  const child = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--record", own], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = await Promise.race([
    createInterface({ input: child.stdout })[Symbol.asyncIterator]().next().then((next) => [next.value]),
    new Promise((_, reject) => child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)))),
  ]);
  const ended = new Promise((done) => child.once("exit", done));
  return {
    base: line.replace(/\/$/, ""),
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
    runs: "/lists/runs", review: "/review", missing: "/nothing-here", empty: "/timeline?issue=no-such-issue",
  };
}
