import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { POST as enable } from "@/app/api/v1/machines/[id]/enable/route";
import { POST as pause } from "@/app/api/v1/machines/[id]/pause/route";
import { POST as resume } from "@/app/api/v1/machines/[id]/resume/route";
import { GET as machineUptime } from "@/app/api/v1/machines/[id]/uptime/route";
import { POST as addMachine } from "@/app/api/v1/machines/route";
import { GET as uptimes } from "@/app/api/v1/machines/uptimes/route";
import { GET as report } from "@/app/api/v1/uptime/route";
import { GET as reportCsv } from "@/app/api/v1/uptime.csv/route";
import { correctUnwatched } from "@/lib/machines/unwatched-mutations";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let hub: TestHub;
let fleet: Fleet;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  await hub.database.client.blindInterval.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
});
afterAll(() => hub.close());

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

/** A machine that was added a hundred days ago; `addedAgo` in hours. */
async function addOld({
  name,
  tags = [],
  addedAgo = 2_400,
}: {
  name?: string;
  tags?: string[];
  addedAgo?: number;
} = {}) {
  const { machineId } = await fleet.addMachine();
  await hub.database.client.machine.update({
    where: { id: machineId },
    data: { status: "online", createdAt: ago(addedAgo), tags: JSON.stringify(tags), ...(name && { name }) },
  });
  return machineId;
}

/** An outage from so many hours ago to so many hours ago; null: it lasts. */
const addOutage = (machineId: number, from: number, to: number | null) =>
  hub.database.client.incident.create({
    data: {
      machineId,
      kind: "offline",
      openKey: to === null ? `${machineId}:offline` : null,
      startedAt: ago(from),
      detectedAt: ago(from),
      resolvedAt: to === null ? null : ago(to),
      outage: { create: { lastHeardMs: 0, deadlineMs: 0, detectedMs: 0, thresholdMs: 0 } },
    },
  });
const addUnwatched = (machineId: number, kind: string, from: number, to: number | null) =>
  hub.database.client.unwatched.create({
    data: { machineId, kind, startedAt: ago(from), endedAt: to === null ? null : ago(to) },
  });
const addBlind = (from: number, to: number) =>
  hub.database.client.blindInterval.create({
    data: { startedAt: ago(from), endedAt: ago(to), cause: "down", heardMs: 0 },
  });

const uptimesOf = async (ids: number[], query = "", who = as) =>
  (await hub.call(uptimes, { as: who, query: `?ids=${ids.join(",")}${query}` })).json;
const uptimeOf = (id: number, query = "") =>
  hub.call(machineUptime, { as, params: { id: String(id) }, query });
// Rounded to the minute, so that a test's own duration shows nowhere.
const minutesOf = (text: string) =>
  [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)].reduce((sum, [, count, unit]) => {
    const minutes = { d: 1_440, h: 60, m: 1, s: 1 / 60, ms: 1 / 60_000 }[unit ?? ""] ?? 0;
    return sum + Number(count) * minutes;
  }, 0);
type Tally = { online: string; offline: string; unknown: string; outages: number };
const hoursOf = ({ online, offline, unknown, outages }: Tally) => {
  const [up = 0, down = 0, gone = 0] = [online, offline, unknown].map(
    (text) => Math.round(minutesOf(text)) / 60,
  );
  return `${up}h online, ${down}h offline in ${outages}, ${gone}h unknown`;
};

describe("the uptime of a machine", () => {
  it("excludes time that is unknown and time when no report was expected", async () => {
    const id = await addOld();
    await addOutage(id, 400, 390);
    await addOutage(id, 50, 40);
    await addOutage(id, 6, 4);
    await addUnwatched(id, "paused", 45, 42);
    await addUnwatched(id, "disabled", 20, 19);
    await addBlind(5, 4.5);
    await addBlind(4.75, 3);
    const { status, json } = await uptimeOf(id);
    expect(status).toBe(200);
    expect(
      json.totals.map(({ span, ...rest }: Tally & { span: string }) => `${span}: ${hoursOf(rest)}`),
    ).toEqual([
      "24h: 20h online, 1h offline in 1, 3h unknown",
      "7d: 154h online, 8h offline in 2, 6h unknown",
      "30d: 696h online, 18h offline in 3, 6h unknown",
      "90d: 2136h online, 18h offline in 3, 6h unknown",
    ]);
    expect(json.totals[0].uptime_pct).toBeCloseTo(95.238, 2);
    expect(json.totals[1].longest_outage).toMatch(/^7h/);
  });

  it("has days in the requested zone, whose parts add up", async () => {
    const id = await addOld({ addedAgo: 30 });
    await addOutage(id, 28, 26);
    const { json } = await uptimeOf(id, "?days=4&zone=Asia/Kathmandu");
    expect(json.zone).toBe("Asia/Kathmandu");
    expect(json.days).toHaveLength(4);
    for (const day of json.days) {
      expect(day.from).toMatch(/T18:15:00/);
      const ms = (minutesOf(day.online) + minutesOf(day.offline) + minutesOf(day.unknown)) * MINUTE_MS;
      expect(ms).toBeCloseTo(Date.parse(day.to) - Date.parse(day.from), 0);
    }
    expect(json.days[0]).toMatchObject({ uptime_pct: null, online: "0s", outages: 0 });
    expect(json.days.at(-1).to > json.days.at(-1).from).toBe(true);
  });

  it("has no figure before the first report, and none for unrecorded time", async () => {
    const pending = await addOld();
    await addUnwatched(pending, "pending", 2_400, null);
    const { json } = await uptimeOf(pending);
    expect(json.totals.map(({ uptime_pct }: { uptime_pct: number | null }) => uptime_pct)).toEqual(
      Array(4).fill(null),
    );
    const upgraded = await addOld();
    await addUnwatched(upgraded, "unrecorded", 2_400, 12);
    await addOutage(upgraded, 100, 6);
    const { json: since } = await uptimeOf(upgraded);
    expect(hoursOf(since.totals[3])).toBe("6h online, 6h offline in 1, 2148h unknown");
  });

  it("counts an open outage until now, and is unknown while the hub itself is deaf", async () => {
    const id = await addOld();
    await addOutage(id, 3, null);
    await hub.database.client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt: ago(1) } });
    const { json } = await uptimeOf(id);
    await hub.database.client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt: null } });
    expect(hoursOf(json.totals[0])).toBe("21h online, 2h offline in 1, 1h unknown");
  });

  it("needs a valid number of days and an existing zone", async () => {
    const id = await addOld();
    for (const query of ["?zone=Mars/Olympus", "?days=0", "?days=367"])
      expect((await uptimeOf(id, query)).status).toBe(422);
  });
});

describe("the time when no report is expected is recorded", () => {
  const at = (id: number) => ({ as, params: { id: String(id) } });
  const kept = async (id: number) =>
    (await hub.database.client.unwatched.findMany({ where: { machineId: id }, orderBy: { id: "asc" } })).map(
      ({ kind, endedAt }) =>
        `${kind} ${endedAt === null ? "lasts" : endedAt > new Date() ? "will end" : "over"}`,
    );

  it("until its first report, and again from being disabled to the first report after it", async () => {
    const { json } = await hub.call(addMachine, { as, body: { name: "web" } });
    const { id } = json;
    const key = await hub.database.client.agentKey.findFirstOrThrow({ where: { machineId: id } });
    expect(await kept(id)).toEqual(["pending lasts"]);
    await fleet.report([key.id]);
    expect(await kept(id)).toEqual(["pending over"]);
    await fleet.report([key.id]);
    for (let times = 0; times < 2; times++) await hub.call(disable, { ...at(id), method: "POST" });
    expect(await kept(id)).toEqual(["pending over", "disabled lasts"]);
    for (let times = 0; times < 2; times++) await hub.call(enable, { ...at(id), method: "POST" });
    expect(await kept(id)).toEqual(["pending over", "disabled over", "pending lasts"]);
    await hub.call(disable, { ...at(id), method: "POST" });
    expect(await kept(id)).toEqual(["pending over", "disabled over", "pending over", "disabled lasts"]);
  });

  it("for a pause, whose end moves and may come early", async () => {
    const id = await addOld();
    await hub.call(pause, { ...at(id), body: { for: "1h" } });
    expect(await kept(id)).toEqual(["paused will end"]);
    await hub.call(pause, { ...at(id), body: { for: "2h" } });
    expect(await kept(id)).toEqual(["paused over", "paused will end"]);
    await hub.call(resume, { ...at(id), method: "POST" });
    expect(await kept(id)).toEqual(["paused over", "paused over"]);
  });

  it("and agrees with the machine's status, however reports and people coincide", async () => {
    const machines = await fleet.addMachines(4);
    const ids = machines.map(({ machineId }) => machineId);
    await Promise.all(ids.map((id) => addUnwatched(id, "pending", 0, null)));
    const keyIds = machines.map(({ keyId }) => keyId);
    for (let round = 0; round < 12; round++) {
      await Promise.all([
        fleet.report(keyIds),
        ...ids.map((id) => hub.call(disable, { ...at(id), method: "POST" })),
        fleet.report(keyIds),
        correctUnwatched({ database: hub.database, now: new Date() }),
        ...ids.map((id) => hub.call(enable, { ...at(id), method: "POST" })),
        fleet.report(keyIds.slice(0, 2)),
      ]);
      const stand = await hub.database.client.machine.findMany({
        where: { id: { in: ids } },
        include: { unwatched: { where: { endedAt: null } } },
      });
      for (const { status, unwatched } of stand)
        expect(unwatched.map(({ kind }) => kind)).toEqual(String(status) === "online" ? [] : [status]);
    }
  });

  it("and is corrected during an upgrade with hosts that do not record it yet", async () => {
    const { client } = hub.database;
    const stand = async (status: string, open: string[]) => {
      const id = await addOld();
      await client.machine.update({ where: { id }, data: { status } });
      for (const kind of open) await addUnwatched(id, kind, 5, null);
      return id;
    };
    const machines = [
      await stand("online", ["pending"]),
      await stand("offline", ["disabled"]),
      await stand("disabled", []),
      await stand("pending", ["disabled"]),
      await stand("disabled", ["disabled"]),
      await stand("online", []),
    ];
    const id = await addOld();
    await addUnwatched(id, "paused", 2, -2);
    for (let times = 0; times < 2; times++)
      await correctUnwatched({ database: hub.database, now: new Date() });
    expect(await Promise.all([...machines, id].map(kept))).toEqual([
      ["pending over"],
      ["disabled over"],
      ["disabled lasts"],
      ["disabled over", "pending lasts"],
      ["disabled lasts"],
      [],
      ["paused will end"],
    ]);
  });

  it("by the migration, which knows only the current status and marks the time before as unrecorded", async () => {
    const { client, engine } = hub.database;
    const [online, disabled, pending, paused] = [
      await addOld(),
      await addOld(),
      await addOld(),
      await addOld(),
    ];
    await client.machine.update({ where: { id: disabled }, data: { status: "disabled" } });
    await client.machine.update({ where: { id: pending }, data: { status: "pending" } });
    await client.machine.update({
      where: { id: paused },
      data: { pausedUntil: new Date(Date.now() + HOUR_MS) },
    });
    const folder = path.join("prisma/migrations", engine.kind);
    const name = readdirSync(folder).find((each) => each.endsWith("_unwatched")) ?? "";
    const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    for (const statement of sql.slice(sql.indexOf("INSERT")).split(";\n"))
      if (statement.trim() !== "") await client.$executeRawUnsafe(statement);
    const all = await Promise.all([online, disabled, pending, paused].map(kept));
    expect(all).toEqual([
      ["unrecorded over"],
      ["unrecorded over", "disabled lasts"],
      ["unrecorded over", "pending lasts"],
      ["unrecorded over", "paused will end"],
    ]);
    const { startedAt, endedAt } = await client.unwatched.findFirstOrThrow({ where: { machineId: online } });
    expect(Math.abs(startedAt.getTime() - ago(2_400).getTime())).toBeLessThan(MINUTE_MS);
    expect(Math.abs((endedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(MINUTE_MS);
  });
});

describe("a report", () => {
  const read = (query = "") => hub.call(report, { as, query });
  const names = (json: { data: { machine_name: string }[] }) =>
    json.data.map(({ machine_name }) => machine_name);

  it("shows the worst first and a total, for machines with a tag and only this team's", async () => {
    await addOld({ name: "well", tags: ["fra"] });
    const bad = await addOld({ name: "bad", tags: ["fra"] });
    const worse = await addOld({ name: "worse" });
    const unknown = await addOld({ name: "unknown", tags: ["fra"] });
    await addOutage(bad, 10, 9);
    await addOutage(bad, 8, 6);
    await addOutage(worse, 30, 12);
    await addUnwatched(unknown, "disabled", 2_400, null);
    const other = await Fleet.create(hub.database);
    await other.addMachine();
    const { json } = await read("?span=24h");
    expect(names(json)).toEqual(["worse", "bad", "well", "unknown"]);
    expect(json.data.map(hoursOf)).toEqual([
      "12h online, 12h offline in 1, 0h unknown",
      "21h online, 3h offline in 2, 0h unknown",
      "24h online, 0h offline in 0, 0h unknown",
      "0h online, 0h offline in 0, 24h unknown",
    ]);
    expect(json.data[3].uptime_pct).toBeNull();
    expect(json.total).toMatchObject({ machines: 4, outages: 3 });
    expect(json.total.uptime_pct).toBeCloseTo((57 / 72) * 100, 2);
    const tagged = await read("?span=24h&tag=fra");
    expect(names(tagged.json)).toEqual(["bad", "well", "unknown"]);
    expect(tagged.json.total.machines).toBe(3);
  });

  it("covers the requested span, until now at most", async () => {
    const id = await addOld();
    await addOutage(id, 10, 5);
    const between = await read(`?from=${ago(8).toISOString()}&to=${ago(4).toISOString()}`);
    expect(hoursOf(between.json.data[0])).toBe("1h online, 3h offline in 1, 0h unknown");
    const { json } = await read(`?from=${ago(8).toISOString()}&to=${ago(-8).toISOString()}`);
    expect(Date.parse(json.to)).toBeLessThanOrEqual(Date.now());
    expect(hoursOf(json.data[0])).toBe("5h online, 3h offline in 1, 0h unknown");
    for (const query of [
      `?from=${ago(-1).toISOString()}`,
      `?from=${ago(4).toISOString()}&to=${ago(8).toISOString()}`,
      `?from=${ago(400 * 24).toISOString()}`,
    ])
      expect((await read(query)).status).toBe(422);
  });

  it("continues where the previous page ended, in the same order", async () => {
    for (let index = 1; index <= 5; index++) await addOutage(await addOld({ name: `m${index}` }), index, 0);
    const seen: string[] = [];
    let cursor = "";
    for (let pages = 0; pages < 3; pages++) {
      const { json } = await read(`?limit=2&to=${ago(0).toISOString()}${cursor}`);
      seen.push(...names(json));
      cursor = `&cursor=${json.next_cursor}`;
      expect(json.next_cursor === null).toBe(pages === 2);
    }
    expect(seen).toEqual(["m5", "m4", "m3", "m2", "m1"]);
    const { json: first } = await read("?limit=1");
    await hub.database.client.machine.deleteMany({ where: { name: "m5" } });
    expect((await read(`?limit=1&cursor=${first.next_cursor}`)).status).toBe(422);
  });

  it.each([
    ["the chosen zone", "Asia/Kathmandu", "2026-02-01_2026-02-28", "2026-02-01T00:00:00.000+05:45"],
    [
      "UTC, if the hub does not know the zone",
      "Mars/Olympus",
      "2026-01-31_2026-02-28",
      "2026-01-31T18:15:00.000Z",
    ],
  ])("names days and times of %s in a file", async (_, zone, days, start) => {
    await addOld({ name: "web" });
    const query = new URLSearchParams({
      from: "2026-01-31T18:15:00Z",
      to: "2026-02-28T18:15:00Z",
      zone,
    });
    const response = await reportCsv(hub.request({ as, query: `?${query}` }), {
      params: Promise.resolve({}),
    });
    expect(response.headers.get("content-disposition")).toContain(`"uptime_${days}.csv"`);
    expect(await response.text()).toContain(`,"web",${start},`);
  });

  it("is available as a file", async () => {
    const id = await addOld({ name: "=web" });
    await addOutage(id, 10, 9);
    const response = await reportCsv(hub.request({ as, query: "?span=24h" }), {
      params: Promise.resolve({}),
    });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="uptime_[\d_-]+\.csv"$/,
    );
    // Response.text() would leave out the byte order mark.
    const bytes = Buffer.from(await response.arrayBuffer());
    const lines = bytes.toString("utf8").split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^\uFEFFmachine_id,/);
    expect(lines[1]).toMatch(new RegExp(`^${id},"'=web",.*,95\\.\\d+,1,3600,3600,82800,0$`));
  });
});

describe("the uptime of several machines", () => {
  it("is that of each machine's page, whatever else is between them", async () => {
    const [first, , last] = [await addOld(), await addOld(), await addOld({ addedAgo: 48 })];
    await addOutage(first, 24 * 40, 24 * 29);
    await addOutage(first, 10, 4);
    await addOutage(last, 50, null);
    await addUnwatched(last, "paused", 12, null);
    await addBlind(6, 5);
    const answer = await uptimesOf([last, first]);
    expect(answer.data.map(({ machine_id }: { machine_id: number }) => machine_id)).toEqual([first, last]);
    for (const { machine_id: id, uptime_pct: percent } of answer.data) {
      const { totals } = (await uptimeOf(id)).json;
      const month = totals.find(({ span }: { span: string }) => span === "30d");
      expect(percent).toBeCloseTo(month.uptime_pct, 1);
    }
    expect(Math.round(minutesOf(answer.data[0].known) / 60)).toBe(30 * 24 - 1);
  });

  it("says nothing of machines of another team, or of none", async () => {
    const own = await addOld();
    const other = await hub.addPerson({ role: "admin" });
    expect((await uptimesOf([own], "", other)).data).toEqual([]);
    expect((await uptimesOf([own, 999_999])).data).toHaveLength(1);
  });

  it("covers another span if asked, and at most a hundred machines", async () => {
    const id = await addOld();
    await addOutage(id, 3, 2);
    expect((await uptimesOf([id], "&span=1h")).data[0].uptime_pct).toBe(100);
    const many = Array.from({ length: 101 }, (_, index) => index + 1);
    expect((await uptimesOf(many)).error.fields).toEqual({ ids: "must name at most 100 machines" });
    expect((await uptimesOf([])).data).toEqual([]);
    expect((await hub.call(uptimes, { as, query: "?ids=a" })).status).toBe(422);
  });
});
