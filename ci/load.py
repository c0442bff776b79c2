"""The measuring of ci/load: load.py PROGRAM FOLDER DOCUMENTS SECONDS, with large.db in the folder. Standard library only."""
import os, pathlib, random, re, subprocess, sys, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM, FOLDER, DOCUMENTS, SECONDS = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
RECORD = FOLDER / "large.db"
READ, CLIENTS = 500, 16
# One address of the issue that the documents are about, so that commits change an answer that is asked for.
PATHS = [f"/matrix?issue=issue-{n}" for n in range(50)]
PATHS += [f"/matrix?issue=issue-{n}&sort=name" for n in range(9)] + ["/matrix?issue=toll"]
DEBATE = """[[issue]]
id = "toll"
text = "Cars should pay a toll on the bridge."
for = ["Those who cross the bridge should pay for it"]
against = ["Nobody should have to pay to cross the bridge"]
"""
LUA = """local paths = {%s}
local at = 0
function setup(thread) thread:set("first", at); at = at + 7 end
function init() n = first end
function request() n = n %% #paths + 1; return wrk.format("GET", paths[n]) end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %%d %%d %%.3f %%.3f %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.connect, e.read + e.write, e.status, e.timeout))
end
"""


def texts(folder):
    """Short reports that no two share runs of words of; some of them take sides."""
    chance = random.Random(7)
    word = lambda: "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    folder.mkdir()
    for n in range(READ):
        name = f"{word().capitalize()} {word().capitalize()}"
        filler = ". ".join(" ".join(word() for _ in range(12)).capitalize() for _ in range(6))
        side = chance.choice(["is against the toll on the bridge", "supports the toll on the bridge"])
        (folder / f"r{n}.txt").write_text(f"{filler}.\n{name} {side}.\n")
    (FOLDER / "debate.toml").write_text(DEBATE)


def serve():
    server = subprocess.Popen([PROGRAM, "serve", "--record", RECORD, "--listen", "127.0.0.1:0", "--read-only"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in server.stdout:
        if found := re.search(r"http://[0-9.:]+", line):
            # What it logs is read on, so that it never waits.
            subprocess.Popen(["cat"], stdin=server.stdout, stdout=subprocess.DEVNULL)
            return server, found[0]
    sys.exit("the server did not start")


def get(base, path):
    with urllib.request.urlopen(base + path) as reply:
        return reply.read()


def memory(server):
    status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
    peak, private = (int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmHWM", "RssAnon"))
    return peak, private


def main():
    texts(FOLDER / "new")
    lua = FOLDER / "paths.lua"
    lua.write_text(LUA % ", ".join(f'"{path}"' for path in PATHS))
    server, base = serve()
    first = []
    for path in PATHS:
        start = time.monotonic()
        get(base, path)
        first.append(time.monotonic() - start)
    busy = os.getloadavg()[0]
    reading = subprocess.Popen([PROGRAM, "read", FOLDER / "new", "--record", RECORD, "--debate", FOLDER / "debate.toml"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    start = time.monotonic()
    asked = subprocess.run(["wrk", "-t2", f"-c{CLIENTS}", f"-d{SECONDS}s", "--timeout", "20s", "-s", lua, base], capture_output=True, text=True)
    over = reading.poll() is not None
    if reading.wait() != 0:
        sys.exit("the documents could not be read")
    took = time.monotonic() - start
    requests, micros, p50, p99, *failed = map(float, re.search(r"RESULT (.*)", asked.stdout)[1].split())
    errors = dict(zip(("connection", "broken off", "status", "timeout"), failed))
    peak, private = memory(server)
    answers = [get(base, path) for path in PATHS]
    server.terminate()
    fresh, base = serve()
    different = sum(get(base, path) != answer for path, answer in zip(PATHS, answers))
    fresh.terminate()
    report(requests / (micros / 1e6), p50, p99, errors, different, peak, private, max(first), took, over, busy)
    if any(failed) or different:
        sys.exit("errors, or answers that miss a commit")


def report(rate, p50, p99, errors, different, peak, private, slowest, took, over, busy):
    lasted = "it ended before the load did" if over else f"it went on when the load was over, {took:.0f} s in all"
    failed = ", ".join(f"{n:.0f} {what}" for what, n in errors.items() if n) or "none"
    rows = [("requests a second", "≥ 150", f"{rate:.0f}"), ("p50", "", f"{p50:.1f} ms"), ("p99", "≤ 300 ms", f"{p99:.1f} ms"),
            ("errors", "none", failed), ("answers that a fresh server gives otherwise", "0", f"{different} of {len(PATHS)}"),
            ("memory of the server, all that it touched of the mapped record included", "", f"{peak:.0f} MB"),
            ("its own memory", "≤ 400 MB", f"{private:.0f} MB"), ("slowest first answer, before the load", "", f"{slowest * 1000:.0f} ms")]
    table = "\n".join(f"| {what} | {goal} | {found} |" for what, goal, found in rows)
    text = f"""# A server under load

`ci/load {DOCUMENTS} {SECONDS}`: {CLIENTS} clients of `wrk` ask for {len(PATHS)} addresses of matrices of a record of {DOCUMENTS * 10:,} facts on
loopback for {SECONDS} s. Each address was asked for once before. {READ} documents are read into the record meanwhile (by
`rapporteur read`; {lasted}). Afterwards a fresh server must give the same bytes for each
address. Load average of the machine before the load: {busy:.1f}, of {os.cpu_count()} cores.

| what | goal | found |
|---|---|---|
{table}

The read writes positions on one of the issues that are asked for; matrices of the others are kept over its commits, as
nothing in them can have changed.
"""
    (ROOT / "eval/scores/load.md").write_text(text)
    print(text)


main()
