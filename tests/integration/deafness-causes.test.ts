import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { GroupCommit, type IngestOutcome } from "@/lib/detection/ingest/group-commit";
import type { IngestServices } from "@/lib/detection/ingest/ingest-services";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";
import type { BlindCause } from "@/lib/heartbeat/pulse";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { makeSample } from "../support/sample";
import { expectLogged } from "../support/watched-log";

expectLogged(/Reports could not be stored/);

let database: Database;
let other: Database;
let fleet: Fleet;
let commit: GroupCommit;
let keyIds: number[];

it.beforeEach(async ({ database: own, other: beside, fleet: ownFleet }) => {
  database = own;
  other = beside;
  fleet = ownFleet;
  await database.client.webProcess.deleteMany();
  await database.client.blindInterval.deleteMany();
  await database.client.hubPulse.update({
    where: { id: 1 },
    data: { heardMs: 0, blindEndedHeardMs: 0, pulsedAt: null },
  });
  keyIds = (await fleet.addMachines(20)).map(({ keyId }) => keyId);
  commit = new GroupCommit(database, fleet.hearing, { offlineAfterMs: 10_000, flapWindowMs: 0 });
  expect(await commit.addPulse()).toMatchObject({ kind: "heard" });
});

const isSqlite = () => database.engine.kind === "sqlite";

/** Every machine sends `perKey` reports with a sample, all at once. */
function reports(perKey = 1): Promise<IngestOutcome[]> {
  const report = { ...PROOF_OF_LIFE, sample: makeSample({ cpu_pct: 1 }) };
  const sent = Array.from({ length: perKey }, () => keyIds).flat();
  return Promise.all(sent.map((keyId) => commit.add({ keyId, report })));
}

/** Lets this much time pass since the latest pulse, on every clock, or with a step of the wall clock. */
async function pass(ms: number, { wallStepMs = 0 } = {}): Promise<void> {
  const { previous, trouble } = fleet.hearing;
  if (previous === null) throw new Error("there was no pulse");
  const nothing = { refusedCount: 0, databaseFailures: 0, listenerFailures: 0, freezes: 0 };
  fleet.hearing.remember(
    {
      ...previous,
      monotonicMs: previous.monotonicMs - ms,
      wallMs: previous.wallMs - ms - wallStepMs,
    },
    nothing,
  );
  expect(fleet.hearing.trouble).toEqual(trouble);
  const pulsedAt = new Date(Date.now() - ms);
  await database.client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt } });
  await database.client.webProcess.updateMany({ data: { pulsedAt } });
}

/** While it runs, nobody else can write. */
async function locked<T>(run: () => Promise<T>): Promise<T> {
  return other.client.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(
        isSqlite()
          ? "UPDATE hub_pulse SET heard_ms = heard_ms"
          : "LOCK TABLE machines, hub_pulse IN EXCLUSIVE MODE",
      );
      const alive = setInterval(() => void tx.$queryRawUnsafe("SELECT 1"), 1_000);
      try {
        return await run();
      } finally {
        clearInterval(alive);
      }
    },
    { timeout: 30_000 },
  );
}

/** While it runs, the database has no room for another row. */
async function full<T>(run: () => Promise<T>): Promise<T> {
  const { client } = database;
  if (isSqlite()) {
    await client.$queryRawUnsafe("PRAGMA max_page_count = 1");
    try {
      return await run();
    } finally {
      await client.$queryRawUnsafe("PRAGMA max_page_count = 4294967294");
    }
  }
  // What a full disk looks like: SQLSTATE 53100.
  await client.$executeRawUnsafe(
    `CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`,
  );
  await client.$executeRawUnsafe(
    "CREATE TRIGGER no_room BEFORE INSERT ON samples FOR EACH STATEMENT EXECUTE FUNCTION no_room()",
  );
  try {
    return await run();
  } finally {
    await client.$executeRawUnsafe("DROP TRIGGER no_room ON samples");
    await client.$executeRawUnsafe("DROP FUNCTION no_room");
  }
}

/** This process's own port accepts connections and answers none, until its pulse has given up. */
async function stuckListener(): Promise<void> {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  const given = new Promise<void>((resolve) => {
    const { hearing } = commit;
    const note = hearing.note.bind(hearing);
    hearing.note = (trouble, count) => {
      note(trouble, count);
      resolve();
    };
  });
  const services = { commit, pulseKey: "lsp_key" } as IngestServices;
  const stop = startPulse({ services, host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  await given;
  stop();
  server.closeAllConnections();
  server.close();
}

type Trouble = { title: string; cause: BlindCause; make: () => Promise<IngestOutcome[]>; refused: boolean };

const TROUBLES: Trouble[] = [
  {
    title: "the process was down",
    cause: "down",
    refused: false,
    async make() {
      await pass(60_000);
      fleet = fleet.beside(database);
      commit = new GroupCommit(database, fleet.hearing, { offlineAfterMs: 10_000, flapWindowMs: 0 });
      return reports();
    },
  },
  {
    title: "the process was frozen",
    cause: "frozen",
    refused: false,
    async make() {
      await pass(4_000);
      return reports();
    },
  },
  {
    title: "the listener was stuck",
    cause: "listener",
    refused: false,
    async make() {
      await stuckListener();
      await pass(1_000);
      return reports();
    },
  },
  {
    title: "the database was locked",
    cause: "database",
    refused: true,
    async make() {
      const [during, pulse] = await locked(() => Promise.all([reports(), commit.addPulse()]));
      expect(pulse).toBe("unavailable");
      return [...during, ...(await reports())];
    },
  },
  {
    title: "the database was full",
    cause: "database",
    refused: true,
    async make() {
      const during = await full(() => reports(50));
      return [...during, ...(await reports())];
    },
  },
  {
    title: "the clock was set ahead",
    cause: "clock",
    refused: false,
    async make() {
      await pass(500, { wallStepMs: 7_200_000 });
      return reports();
    },
  },
  {
    title: "the clock was set back",
    cause: "clock",
    refused: false,
    async make() {
      await pass(500, { wallStepMs: -7_200_000 });
      return reports();
    },
  },
  {
    title: "more reports came than the queue can hold",
    cause: "refused",
    refused: true,
    make: () => reports(250),
  },
];

it.each(TROUBLES)(
  "$title: recorded as that, and nothing acknowledged is missing",
  async ({ make, cause, refused }) => {
    const before = await database.engine.readHub(database.client);
    const outcomes = await make();
    expect(await commit.addPulse()).toMatchObject({ kind: "blind", cause });
    expect(await database.client.blindInterval.findMany()).toMatchObject([{ cause }]);
    expect((await database.engine.readHub(database.client)).heardMs).toBe(before.heardMs);
    const accepted = outcomes.filter((outcome) => outcome === "accepted").length;
    expect(new Set(outcomes)).toEqual(new Set(refused ? ["accepted", "unavailable"] : ["accepted"]));
    expect(await database.client.sample.count()).toBe(accepted);
    // The next pulse hears again.
    expect(await commit.addPulse()).toMatchObject({ kind: "heard" });
  },
);
