import { describe, expect, it } from "vitest";
import type { Database } from "./engine";
import { DatabasePresence } from "./presence";

/** A database whose answers are these, the last of them for ever; and how often it was asked. */
function database(...answers: (Error | null)[]) {
  const asked = { count: 0 };
  const client = {
    $queryRawUnsafe: async () => {
      const answer = answers[Math.min(asked.count++, answers.length - 1)];
      if (answer instanceof Error) throw answer;
      return [];
    },
  };
  return { asked, presence: new DatabasePresence({ client } as unknown as Pick<Database, "client">) };
}

describe("whyAway", () => {
  it.each([
    ["a database that answers is there", null, null],
    [
      "one that refuses connections is away",
      Object.assign(new Error(), { code: "ECONNREFUSED" }),
      "no server answers at its address",
    ],
    ["an error that is not its absence says nothing", new Error("syntax error"), null],
  ])("%s", async (_, answer, expected) => {
    expect(await database(answer).presence.whyAway()).toBe(expected);
  });

  it("is asked once for all who want to know at the same time", async () => {
    const { asked, presence } = database(null);
    await Promise.all(Array.from({ length: 50 }, () => presence.whyAway()));
    expect(asked.count).toBe(1);
  });
});
