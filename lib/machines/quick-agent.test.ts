import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { quickAgentIntervalS, quickAgentScript } from "./quick-agent";

describe("quickAgentIntervalS", () => {
  it.each([
    ["the default threshold gets a report every 10 s", 120_000, 10],
    ["a threshold of 30 s still spans three reports", 30_000, 10],
    ["a short threshold shortens the interval", 15_000, 5],
    ["the shortest threshold gets a report every second", 5_000, 1],
  ])("%s", (_name, offlineAfterMs, seconds) => {
    expect(quickAgentIntervalS(offlineAfterMs)).toBe(seconds);
  });
});

describe("quickAgentScript", () => {
  it("has at most 20 lines", () => {
    const script = quickAgentScript({ hubUrl: "https://hub.example", apiKey: "lsk_x", intervalS: 10 });
    expect(script.split("\n").length).toBeLessThanOrEqual(20);
  });

  it("lets no quote end the shell's string", () => {
    const script = quickAgentScript({
      hubUrl: "https://hub.example",
      apiKey: "a'; rm -rf /; '",
      intervalS: 10,
    });
    expect(script).toContain(`key='a'\\''; rm -rf /; '\\'''`);
  });

  it("reports this machine's figures, and system facts only until they are accepted", async ({ skip }) => {
    skip(process.platform !== "linux", "the quick agent is for Linux");
    const hub = await startHub([503, 202, 202]);
    const agent = spawn("sh", { stdio: ["pipe", "pipe", "inherit"], detached: true });
    onTestFinished(() => void process.kill(-(agent.pid ?? 0), "SIGINT"));
    agent.stdin.end(`${quickAgentScript({ hubUrl: hub.url, apiKey: "lsk_secret", intervalS: 1 })}\n`);
    const said = text(agent.stdout);

    const [refused, first, second] = [await hub.next(), await hub.next(), await hub.next()];
    expect(refused.key).toBe("lsk_secret");
    expect(refused.body.system_info).toMatchObject({ hostname: hostname(), cpu_cores: expect.any(Number) });
    expect(first.body.system_info).toEqual(refused.body.system_info);
    expect(second.body).not.toHaveProperty("system_info");
    for (const name of ["cpu_pct", "mem_used_pct", "disk_used_pct"]) {
      expect(first.body[name]).toBeGreaterThanOrEqual(0);
      expect(first.body[name]).toBeLessThanOrEqual(100);
    }
    expect(first.body.uptime_s).toBeGreaterThan(0);

    process.kill(-(agent.pid ?? 0), "SIGINT");
    expect(await said).toMatch(/did not accept the report \(HTTP 503\)\nReporting every 1 s/);
  });
});

type Report = { key: string | undefined; body: Record<string, unknown> };

async function startHub(statuses: number[]) {
  const arrived: Report[] = [];
  let wake: () => void = () => {};
  const server = createServer(async (request: IncomingMessage, response) => {
    const key = request.headers["x-api-key"];
    arrived.push({ key: String(key), body: JSON.parse(await text(request)) as Record<string, unknown> });
    response.writeHead(statuses.shift() ?? 202).end();
    wake();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async next(): Promise<Report> {
      for (;;) {
        const report = arrived.shift();
        if (report !== undefined) return report;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
