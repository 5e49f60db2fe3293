import { describe, expect, it } from "vitest";
import type { EventType } from "@/lib/events/types";
import type { Act } from "./acknowledgements/act";
import { chainOf } from "./chain";

const act = (by: string, atMs: number, change: Partial<Act> = {}): Act => ({
  by,
  via: "ui",
  atMs,
  untilMs: null,
  ending: null,
  endedAtMs: null,
  endedBy: null,
  ...change,
});
const told = (event: EventType, createdAtMs: number) => ({ event, createdAtMs });
const given = { openedAtMs: 100, closedAtMs: null, deliveries: [], acts: [] };

const read = (asked: Partial<Parameters<typeof chainOf>[0]>) =>
  chainOf({ ...given, ...asked }).map((link) => {
    if (link.kind === "notified") return `${link.part} ${link.delivery.createdAtMs}`;
    return link.kind === "opened" || link.kind === "closed"
      ? `${link.kind} ${link.atMs}`
      : `${link.kind} ${link.atMs} ${link.act.by}`;
  });

describe("chainOf", () => {
  it.each<[string, Partial<Parameters<typeof chainOf>[0]>, string[]]>([
    ["begins and ends with the incident itself", { closedAtMs: 900 }, ["opened 100", "closed 900"]],
    ["has no times where nothing has happened yet", { openedAtMs: null }, ["opened null", "closed null"]],
    [
      "sorts notifications by the part that they are about, for any kind",
      {
        closedAtMs: 900,
        deliveries: [
          told("machine.offline", 100),
          told("machine.online", 900),
          told("machine.offline", 950),
          told("alert.firing", 960),
        ],
      },
      ["opened 100", "opens 100", "opens 950", "opens 960", "closed 900", "closes 900"],
    ],
    [
      "puts what people did and who was reminded in order of time",
      {
        acts: [act("Ada", 200, { untilMs: 300, ending: "over", endedAtMs: 310 }), act("Bob", 400)],
        deliveries: [told("machine.offline", 100), told("machine.still_offline", 310)],
      },
      [
        "opened 100",
        "opens 100",
        "acknowledged 200 Ada",
        "act_ends 310 Ada",
        "reminds 310",
        "acknowledged 400 Bob",
        "closed null",
      ],
    ],
    [
      "has the end of an active snooze, and none for an acknowledgement without one",
      { acts: [act("Ada", 200, { untilMs: 500 }), act("Bob", 200)] },
      ["opened 100", "acknowledged 200 Ada", "acknowledged 200 Bob", "act_ends 500 Ada", "closed null"],
    ],
  ])("%s", (_, asked, links) => {
    expect(read(asked)).toEqual(links);
  });

  it("gives each act the one before it", () => {
    const [, first, second] = chainOf({ ...given, acts: [act("Ada", 200), act("Bob", 300)] });
    expect(first).toMatchObject({ act: { by: "Ada" }, before: undefined });
    expect(second).toMatchObject({ act: { by: "Bob" }, before: { by: "Ada" } });
  });
});
