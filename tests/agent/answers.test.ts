import { beforeEach, describe, expect, it } from "vitest";
import { AgentOnMachine } from "./support/agent-on-machine";
import { type Interpreter, SHELLS } from "./support/interpreters";
import { ListeningHub } from "./support/listening-hub";
import { hasOwnMounts, NO_OWN_MOUNTS } from "./support/namespaces";

const HTML = { "content-type": "text/html" };
const PAGE = "<html><title>Sign in</title>A message: please sign in.</html>";
const SLOW_S = 3;

beforeEach(({ skip }) => skip(!hasOwnMounts, NO_OWN_MOUNTS));

type More = { hubUrl?: string; config?: string[]; env?: Record<string, string> };
type Pair = { hub: ListeningHub; prepare: (more?: More) => Promise<AgentOnMachine> };

/** Runs a test with a hub and the agents that it prepares. */
async function withHub(interpreter: Interpreter, test: (pair: Pair) => Promise<void>): Promise<void> {
  const hub = await ListeningHub.start();
  const agents: AgentOnMachine[] = [];
  const prepare = async (more: More = {}) => {
    const agent = await AgentOnMachine.prepare({ hubUrl: hub.url, interpreter, machine: {}, ...more });
    agents.push(agent);
    return agent;
  };
  try {
    await test({ hub, prepare });
  } finally {
    await Promise.all(agents.map((agent) => agent.remove()));
    await hub.stop();
  }
}

/** How often a sentence is in a log. */
const timesIn = (log: string, sentence: string) => log.split(sentence).length - 1;

describe.concurrent.each(SHELLS)("under $name", (interpreter) => {
  it.concurrent.each([301, 302, 303, 307, 308])(
    "a redirect (%i) is named once, with what to set, and not followed",
    (status) =>
      withHub(interpreter, async ({ hub, prepare }) => {
        hub.answer = { status, headers: { Location: "https://hub.example/agent/metrics" } };
        const agent = await prepare({ config: [`slow_s=${SLOW_S}`] });
        agent.start();
        await hub.waitFor(2);
        expect(hub.longestGapS()).toBeGreaterThan(SLOW_S - 1);
        hub.answer = { status: 202 };
        await hub.waitFor(4);
        const log = await agent.stop();
        const sentence = `${hub.url} redirects to https://hub.example/agent/metrics (HTTP ${status}).`;
        expect(timesIn(log, sentence)).toBe(1);
        expect(log).toContain(
          `Set hub=https://hub.example in ${agent.folder}/agent.conf and restart the agent`,
        );
        expect(log).toContain("set HUB_URL=https://hub.example for the hub");
        // Nothing was lost meanwhile.
        expect(hub.received[3]?.body.samples).toHaveLength(2 * SLOW_S);
      }),
  );

  it.concurrent.each([
    ["leads to a sign-in page", "/login?next=%2F", "redirects to /login?next=%2F (HTTP 302). Set hub= in"],
    ["leads back to itself", "ITSELF", "/agent/metrics (HTTP 302)."],
    [
      "has bytes that no address has",
      "https://a.example/\u00e4",
      "redirects to https://a.example/ (HTTP 302)",
    ],
    ["leads nowhere", undefined, "redirects to another address (HTTP 302)"],
  ])("a redirect that %s", (_, location, sentence) =>
    withHub(interpreter, async ({ hub, prepare }) => {
      const target = location === "ITSELF" ? `${hub.url}/agent/metrics` : location;
      hub.answer = { status: 302, headers: target === undefined ? {} : { location: target } };
      expect(await (await prepare()).reportOnce()).toContain(sentence);
    }),
  );

  it.concurrent.each([
    ["a page with 200", 200],
    ["nothing with 204", 204],
    ["a page with 400", 400],
    ["a page with 401", 401],
    ["a page with 403", 403],
    ["a page with 407", 407],
    ["a page with 413", 413],
  ])("%s, from something other than the hub, costs no report", (_, status) =>
    withHub(interpreter, async ({ hub, prepare }) => {
      hub.answer = { status, headers: HTML, ...(status !== 204 && { body: PAGE }) };
      const agent = await prepare();
      agent.start();
      await hub.waitFor(2);
      hub.answer = { status: 202 };
      await hub.waitFor(4);
      const log = await agent.stop();
      expect(timesIn(log, `Something other than the hub answers at ${hub.url}`)).toBe(1);
      expect(log).toContain(`HTTP ${status}`);
      expect(hub.received[3]?.body.samples).toHaveLength(2);
    }),
  );

  it.concurrent("a refusal in the hub's own words drops the report", () =>
    withHub(interpreter, async ({ hub, prepare }) => {
      hub.answer = {
        status: 400,
        body: '{"error":{"code":"invalid","message":"cpu_pct must be 0 to 100."}}',
      };
      const agent = await prepare();
      agent.start();
      await hub.waitFor(1);
      hub.answer = { status: 202 };
      await hub.waitFor(3);
      expect(await agent.stop()).toContain("it is dropped. HTTP 400: cpu_pct must be 0 to 100.");
      expect(hub.received.some(({ body }) => "samples" in body)).toBe(false);
    }));

  it.concurrent.each([
    ["that its configuration names, whatever the environment says", true],
    ["that the environment names", false],
  ])("it reports through the proxy %s", (_, isConfigured) =>
    withHub(interpreter, async ({ hub, prepare }) => {
      const agent = await prepare({
        hubUrl: "http://hub.invalid",
        ...(isConfigured
          ? { config: [`proxy=${hub.url}`], env: { http_proxy: "http://127.0.0.1:9", no_proxy: "*" } }
          : { env: { http_proxy: hub.url } }),
      });
      expect(await agent.reportOnce()).toBe("");
      expect(hub.received.map(({ target }) => target)).toEqual(["http://hub.invalid/agent/metrics"]);
    }),
  );
});
