import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";

// Miniature children; `say` writes to the supervisor's own output.
const SAY = "const say = (line) => process.stdout.write(line + '\\n');";
const STAY = 'process.on("disconnect", () => process.exit()); setInterval(() => {}, 1000);';
const POLITE = (name: string) =>
  `${SAY} process.on("SIGTERM", () => { say("${name} stopped"); process.exit(0); }); say("${name} up " + process.pid); ${STAY}`;
const STUBBORN = `${SAY} process.on("SIGTERM", () => {}); say("stubborn up " + process.pid); ${STAY}`;
const LISTENING = (url: string | null) =>
  `${POLITE(url === null ? "web" : "ingest")} process.send(${JSON.stringify({ kind: "listening", url })});`;
const MISCONFIGURED = "process.exit(78);";

let supervisor: ChildProcess;
let output: string;

function start(children: Record<string, string>, stopLimitMs = 5_000): void {
  const processes = Object.entries(children).map(([name, code]) => ({ name, args: ["-e", code], env: {} }));
  const code = `
    import { supervise } from ${JSON.stringify(new URL("./supervise.mjs", import.meta.url).href)};
    const onReady = (url) => process.stdout.write("ready at " + url + "\\n");
    process.exit(await supervise({ processes: ${JSON.stringify(processes)}, onReady, stopLimitMs: ${stopLimitMs} }));
  `;
  supervisor = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  output = "";
  supervisor.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    supervisor.emit("output");
  });
}

async function seen(pattern: RegExp): Promise<string> {
  for (;;) {
    const match = output.match(pattern);
    if (match !== null) return match[1] ?? match[0];
    await once(supervisor, "output", { signal: AbortSignal.timeout(10_000) });
  }
}

const exitCode = async () => (await once(supervisor, "exit"))[0] as number | null;

afterEach(() => {
  supervisor.kill("SIGKILL");
});

describe("the supervisor", () => {
  it("stops the last process first, and exits with 0", async () => {
    start({ web: POLITE("web"), worker: POLITE("worker") });
    await Promise.all([seen(/web up/), seen(/worker up/)]);
    supervisor.kill("SIGTERM");
    expect(await exitCode()).toBe(0);
    expect(output.indexOf("worker stopped")).toBeLessThan(output.indexOf("web stopped"));
  });

  it("treats two signals within a second as one", async () => {
    start({ web: POLITE("web") });
    await seen(/web up/);
    supervisor.kill("SIGINT");
    supervisor.kill("SIGTERM");
    expect(await exitCode()).toBe(0);
    expect(output).toContain("web stopped");
  });

  it("restarts a process that was killed, and leaves the other alone", async () => {
    start({ web: POLITE("web"), worker: POLITE("worker") });
    const pid = await seen(/web up (\d+)/);
    await seen(/worker up/);
    process.kill(Number(pid), "SIGKILL");
    await seen(new RegExp(`web up (?!${pid})\\d+`));
    expect(output.match(/worker up/g)).toHaveLength(1);
    supervisor.kill("SIGTERM");
    expect(await exitCode()).toBe(0);
  });

  it("kills a process that does not stop within the limit", async () => {
    start({ web: STUBBORN }, 200);
    await seen(/stubborn up/);
    supervisor.kill("SIGTERM");
    expect(await exitCode()).toBe(0);
    expect(output).toContain("was killed");
  });

  it("says the address once, when all processes do their work", async () => {
    start({ ingest: LISTENING("http://localhost:1"), web: POLITE("web") });
    await Promise.all([seen(/ingest up/), seen(/web up/)]);
    expect(output).not.toContain("ready");
    supervisor.kill("SIGTERM");
    await exitCode();
    start({ web: LISTENING(null), ingest: LISTENING("http://localhost:1") });
    expect(await seen(/ready at (\S+)/)).toBe("http://localhost:1");
  });

  it("stops everything with 78 if a setting is wrong, instead of retrying for ever", async () => {
    start({ worker: POLITE("worker"), web: MISCONFIGURED });
    expect(await exitCode()).toBe(78);
  });
});
