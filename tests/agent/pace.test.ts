import { beforeEach, describe, expect, it } from "vitest";
import { hasFalseClocks } from "../../scripts/test-tools/libfaketime.mjs";
import { FalseClock } from "../support/false-clock";
import { AgentOnMachine } from "./support/agent-on-machine";
import { type Interpreter, SHELLS } from "./support/interpreters";
import { ListeningHub } from "./support/listening-hub";
import { hasOwnMounts, NO_OWN_MOUNTS } from "./support/namespaces";

// One second is the interval; the rest is for a busy host.
const LONGEST_GAP_S = 4;
const BEFORE = 3;
const AFTER = 10;

beforeEach(({ skip }) => skip(!hasOwnMounts, NO_OWN_MOUNTS));

it.concurrent.for(SHELLS)(
  "each report says when it was sent, by a clock that is three hours behind ($name)",
  async (interpreter, { skip }) => {
    skip(!hasFalseClocks, "processes have clocks of their own on Linux only");
    const clock = await FalseClock.create();
    const hub = await ListeningHub.start();
    const agent = await AgentOnMachine.prepare({ hubUrl: hub.url, interpreter, machine: {}, env: clock.env });
    try {
      await clock.set(-3 * 3_600);
      await agent.reportOnce();
      const offS = (Date.parse(String(hub.received[0]?.body.sent_at)) - Date.now()) / 1_000;
      expect(offS).toBeGreaterThan(-3 * 3_600 - 60);
      expect(offS).toBeLessThan(-3 * 3_600 + 60);
    } finally {
      await agent.remove();
      await hub.stop();
      await clock.remove();
    }
  },
);

type Trouble = { env?: Record<string, string>; begin: (agent: AgentOnMachine) => Promise<void> };

/** The longest gap between the reports of an agent that gets into trouble after the first few. */
async function longestGapS(interpreter: Interpreter, { env, begin }: Trouble): Promise<number> {
  const hub = await ListeningHub.start();
  const agent = await AgentOnMachine.prepare({ hubUrl: hub.url, interpreter, machine: {}, env });
  try {
    agent.start();
    await hub.waitFor(BEFORE);
    await begin(agent);
    await hub.waitFor(BEFORE + AFTER);
    return hub.longestGapS();
  } finally {
    await agent.stop();
    await agent.remove();
    await hub.stop();
  }
}

describe.concurrent.each(SHELLS)("under $name, reports come every second", (interpreter) => {
  it.concurrent.each([
    ["stands still", "864005.12 1600000.00\n"],
    ["goes back", "100.00 1600000.00\n"],
    ["jumps ahead", "99999999999.00 1600000.00\n"],
    ["has a comma", "864006,12 1600000,00\n"],
    ["becomes empty", ""],
    ["is not a number", "-\n"],
  ])("while /proc/uptime %s", async (_, uptime) => {
    const begin = (agent: AgentOnMachine) => agent.change("uptime", uptime);
    expect(await longestGapS(interpreter, { begin })).toBeLessThan(LONGEST_GAP_S);
  });

  it.concurrent("while nothing of /proc/uptime and /proc/stat can be read", async () => {
    const begin = async (agent: AgentOnMachine) => {
      await agent.lose("uptime");
      await agent.lose("stat");
    };
    expect(await longestGapS(interpreter, { begin })).toBeLessThan(LONGEST_GAP_S);
  });

  it.concurrent.for([
    ["ahead", 86_400],
    ["back", -86_400],
  ] as const)("while the time of day is set %s by a day", async ([, offsetS], { skip }) => {
    skip(!hasFalseClocks, "processes have clocks of their own on Linux only");
    const clock = await FalseClock.create();
    try {
      const trouble = { env: clock.env, begin: () => clock.set(offsetS) };
      expect(await longestGapS(interpreter, trouble)).toBeLessThan(LONGEST_GAP_S);
    } finally {
      await clock.remove();
    }
  });
});
