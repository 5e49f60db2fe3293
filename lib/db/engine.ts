import type { Figure } from "./bucket-sql";
import type { Client, Tx } from "./tx";

export type ColumnType = "int" | "bigint" | "float" | "bool" | "text" | "time";

/** A row as a list of values in the order of the columns; times as milliseconds since 1970. */
export type BulkValue = string | number | boolean | null;

export type BulkInsert = {
  table: string;
  columns: Record<string, ColumnType>;
  rows: readonly BulkValue[][];
  /** A unique column: rows whose value stands there already are left out. */
  unlessPresent?: string;
  /** Columns to give back, of the rows that were inserted, in no particular order. */
  returning?: readonly string[];
};

/** What the hub can hear, as the database knows it. */
export type HubRow = {
  heardMs: number;
  blindEndedHeardMs: number;
  pulsedAtMs: number | null;
  /** The clock that pulses and leases live on: the database's on PostgreSQL, this host's on SQLite. */
  nowMs: number;
};

/** A machine and the key a report came with, locked for the rest of the transaction. */
export type ReporterRow = {
  keyId: number;
  keyExpiresAtMs: number | null;
  isKeyRevoked: boolean;
  keyLastUsedAtMs: number | null;
  machineId: number;
  teamId: number;
  name: string;
  hostname: string | null;
  description: string;
  status: string;
  offlineAfterMs: number | null;
  teamOfflineAfterMs: number | null;
  thresholdMs: number;
  reportIntervalMs: number | null;
  graceIntervalMs: number;
  heardAtMs: number | null;
  deadlineMs: number | null;
  lastSeenAtMs: number | null;
  systemInfo: string;
  pausedUntilMs: number | null;
  bootId: string | null;
  /** The agent's latest report announced a planned stop. */
  saidGoodbye: boolean;
  /** The web process that took the latest report, if it is known and did not sign off: its latest pulse in heard time. */
  doorPulseHeardMs: number | null;
};

/** What a report changes on its machine. Null leaves the column as it is, but for goodbye, which every report says anew. */
export type MachineUpdate = {
  machineId: number;
  thresholdMs: number;
  graceIntervalMs: number;
  heardAtMs: number;
  deadlineMs: number;
  lastSeenAtMs: number;
  reportIntervalMs: number | null;
  systemInfo: string | null;
  lastSample: string | null;
  agentVersion: string | null;
  bootId: string | null;
  goodbye: string | null;
};

/** A machine that the sweep has just turned offline. */
export type DueRow = {
  machineId: number;
  teamId: number;
  name: string;
  hostname: string | null;
  description: string;
  systemInfo: string;
  lastSeenAtMs: number;
  heardAtMs: number;
  deadlineMs: number;
  thresholdMs: number;
  /** heard_ms as the sweep read it. */
  heardMs: number;
};

export type ClaimedDelivery = {
  id: bigint;
  uid: string;
  eventId: string;
  eventType: string;
  channelId: number | null;
  machineId: number | null;
  incidentId: number | null;
  /** A person had it sent again. */
  isReplay: boolean;
  attemptCount: number;
  /** Earlier claims that no attempt came of: their workers died, or froze for longer than the claim held. */
  lostClaims: number;
  createdAtMs: number;
};

export type Claim = {
  token: string;
  leaseMs: number;
  /** A time that lies further ahead than this was planned under a wrong clock, and counts as come. */
  maxAheadMs: number;
  which: Claimable;
};

/** Which deliveries a claim takes. */
export type Claimable =
  /** Those whose turn it is, the first of each machine and channel. */
  | {
      /** The types of the channels that they are for; what was for a channel that was deleted belongs to every list. */
      channelTypes: readonly string[];
      /** Nothing is taken for these channels. */
      exceptChannels: readonly number[];
      /** Only what two claims were lost of, and nothing else; or only everything else. */
      suspects: boolean;
      limit: number;
    }
  /** These, whether their time has come or not. */
  | { ids: readonly bigint[] };

/** The end of an attempt, or of a delivery that was not sent, under the token of its claim. */
export type DeliveryEnding = {
  id: bigint;
  token: string;
  state: string;
  reason: string | null;
  /** In how long it may be tried again; null: never. */
  delayMs: number | null;
};

/** The samples of one stretch of time: the instant of the first, and the spread of each figure, null where none has it. */
export type BucketRow = {
  atMs: number;
  figures: Record<Figure, { min: number; avg: number; max: number } | null>;
};

/**
 * The few statements that are hot or need an engine's own words. Two implementations, sqlite.ts and postgresql.ts, that
 * mean the same; every integration test runs on both.
 */
export type Engine = {
  kind: "sqlite" | "postgresql";
  /** Begins a group commit: on SQLite this takes the write lock, on PostgreSQL it reads without any. */
  openCommit(tx: Tx): Promise<HubRow>;
  /** The hub's row, read without a lock. */
  readHub(tx: Tx): Promise<HubRow>;
  /** The hub's row, locked until the transaction ends. */
  lockHub(tx: Tx): Promise<HubRow>;
  /** How many other web processes have pulsed within `aliveWithinMs` before `nowMs`. */
  countOthersAlive(tx: Tx, own: { webId: string; nowMs: number; aliveWithinMs: number }): Promise<number>;
  /** Writes a pulse: the hub's heard time and this web process's own row. */
  writePulse(
    tx: Tx,
    pulse: { webId: string; startedAtMs: number; heardMs: number; blindEndedHeardMs: number; nowMs: number },
  ): Promise<void>;
  /** Locks machines in id order; what is read afterwards is as young as the locks. On SQLite the commit is the lock. */
  lockMachines(tx: Tx, machineIds: readonly number[]): Promise<void>;
  /** Keys with their live machines, locked in machine id order. A key whose machine is gone is not in the answer. */
  lockReporters(tx: Tx, keyIds: readonly number[]): Promise<ReporterRow[]>;
  /** Turns the machines online with what their reports say. Returns how many were changed. */
  updateReporters(tx: Tx, own: { webId: string; updates: readonly MachineUpdate[] }): Promise<number>;
  /**
   * Gives the team's machines without a threshold of their own this one (lib/machines/mutations.ts, newTiming, for many at
   * once): deadlines move with it, never below the heard time of this moment.
   */
  retimeTeam(tx: Tx, timing: { teamId: number; thresholdMs: number }): Promise<void>;
  touchKeys(tx: Tx, used: { keyIds: readonly number[]; nowMs: number }): Promise<void>;
  /** Turns at most `limit` machines that are due, and not paused, offline (lib/heartbeat/decide.ts, isDue, in SQL). */
  sweepDue(tx: Tx, sweep: { limit: number; staleDoorMs: number }): Promise<DueRow[]>;
  /** heard_ms and the earliest deadline of an online machine, not paused, that is still ahead of it. */
  readAhead(tx: Tx): Promise<{ heardMs: number; nextDeadlineMs: number | null }>;
  bulkInsert(tx: Tx, insert: BulkInsert): Promise<Record<string, unknown>[]>;
  /** Claims deliveries, counting the attempt; in the order of their ids. Never the same row for two callers. */
  claimDeliveries(tx: Tx, claim: Claim): Promise<ClaimedDelivery[]>;
  /** Ends deliveries whose claims still hold; the ids of those. */
  endDeliveries(tx: Tx, ended: { endings: readonly DeliveryEnding[]; nowMs: number }): Promise<bigint[]>;
  /** A machine's samples within a span, gathered by steps of the agents' time; oldest first, steps without any left out. */
  bucketSamples(
    tx: Tx,
    asked: { machineId: number; fromMs: number; toMs: number; stepMs: number },
  ): Promise<BucketRow[]>;
  /** Takes a lease that is free or the owner's already, for `leaseMs` from now. False: another one holds it. */
  takeLease(tx: Tx, lease: { name: string; owner: string; leaseMs: number }): Promise<boolean>;
};

/** One open database: the typed client, the engine's own statements, and the end of both. */
export type Database = {
  client: Client;
  engine: Engine;
  close(): Promise<void>;
};
