import type { PreparedStatements, PreparedWork, Statements } from "./statements";
import type { Stored } from "./stored";
import type { Client } from "./tx";

export type ColumnType = "int" | "bigint" | "float" | "bool" | "text" | "time";

/** A row as a list of values in column order; times in milliseconds since 1970. */
export type BulkValue = string | number | boolean | null;

export type BulkInsert = {
  table: string;
  columns: Record<string, ColumnType>;
  rows: readonly BulkValue[][];
  /** A unique column: rows whose value already exists are skipped. */
  unlessPresent?: string;
  /** Columns to return from the inserted rows, in no particular order. */
  returning?: readonly string[];
};

/** The hub's ability to hear, as stored in the database. */
export type HubRow = {
  heardMs: number;
  blindEndedHeardMs: number;
  pulsedAtMs: number | null;
  /** The clock of pulses and leases: the database's on PostgreSQL, this host's on SQLite. */
  nowMs: number;
};

/** The hub's row, and when it was read on this process's monotonic clock. */
export type HubRead = HubRow & { readAtMs: number };

/** A machine and the key that a report came with, locked for the rest of the transaction. */
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
  runbookUrl: string | null;
  status: Stored;
  offlineAfterMs: number | null;
  teamOfflineAfterMs: number | null;
  /** The longest announced stop that its team believes; null: the default. */
  teamPlannedStopMaxMs: number | null;
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
  hasAnnouncedStop: boolean;
  /** JSON (lib/heartbeat/sightings.ts), or null. */
  sightings: string | null;
  /** The latest pulse, in heard time, of the ingest process that received the latest report; null if unknown or signed off. */
  webPulseHeardMs: number | null;
  /** JSON array of strings. */
  tags: string;
  /** Grows with every change of a rule of its team; 0: the team has never had one. */
  teamRulesVersion: number;
  /** Some rule has a state on it. */
  hasRuleStates: boolean;
  /** JSON of its latest sample; null: none, or its team has never had a rule. */
  lastSample: string | null;
};

/** A rule as its row is stored, for ingest. */
export type RuleRow = {
  id: number;
  teamId: number;
  name: string;
  metric: string;
  target: string | null;
  comparison: Stored;
  threshold: number;
  samples: number | null;
  forMs: number | null;
  recoverMargin: number;
  severity: Stored;
  /** JSON. */
  scope: string;
};

/** Which state: of a rule on a machine and a target; "": the metric has one value per machine. */
export type RuleStateKey = { ruleId: number; machineId: number; target: string };

/** How a rule stands on a machine and target. Times in heard time. */
export type RuleStateRow = RuleStateKey & {
  sinceMs: number;
  samples: number;
  judgedMs: number;
  missingSinceMs: number | null;
  incidentId: number | null;
};

/**
 * What a report changes on its machine. Null leaves a column unchanged, except goodbye, sightings and refusal, which
 * every report sets.
 */
export type MachineUpdate = {
  machineId: number;
  thresholdMs: number;
  graceIntervalMs: number;
  heardAtMs: number;
  deadlineMs: number;
  /** For how long after this report it has announced to be silent, as far as that is believed; 0: not at all. */
  plannedMs: number;
  lastSeenAtMs: number;
  reportIntervalMs: number | null;
  systemInfo: string | null;
  lastSample: string | null;
  agentVersion: string | null;
  bootId: string | null;
  clockOffsetMs: number | null;
  goodbye: string | null;
  sightings: string | null;
  refusal: string | null;
};

/** A machine that the sweep has just set offline. */
export type DueRow = {
  machineId: number;
  teamId: number;
  name: string;
  hostname: string | null;
  description: string;
  runbookUrl: string | null;
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
  eventType: Stored;
  channelId: number | null;
  machineId: number | null;
  incidentId: number | null;
  /** A person has sent it again. */
  isReplay: boolean;
  attemptCount: number;
  /** Earlier claims without an attempt: their workers died, or were frozen for longer than the claim lasted. */
  lostClaims: number;
  createdAtMs: number;
};

export type Claim = {
  token: string;
  leaseMs: number;
  /** A time that lies further ahead than this was planned under a wrong clock, and counts as come. */
  maxAheadMs: number;
  /** Whether it also takes what others have claimed and not ended in time. */
  takesOver: boolean;
  which: Claimable;
};

/** Which deliveries a claim takes. */
export type Claimable =
  /**
   * Those whose turn it is, the first of each machine and channel. Each channel gets its share of the limit, CLAIM_SHARE at
   * least: none waits for all that another has to send.
   */
  | {
      /** The types of the channels that they are for; what was for a channel that was deleted belongs to every list. */
      channelTypes: readonly string[];
      /** Nothing is taken for these channels, and what waits for them costs nothing. */
      exceptChannels: readonly number[];
      /** Only for these channels; null: for all others. */
      onlyChannels: readonly number[] | null;
      /** Only what two claims were lost of, and nothing else; or only everything else. */
      suspects: boolean;
      limit: number;
    }
  /** These, whether their time has come or not. */
  | { ids: readonly bigint[] };

/** The end of an attempt, or of a delivery that was not sent, fenced by the token of its claim. */
export type DeliveryEnding = {
  id: bigint;
  token: string;
  state: string;
  reason: string | null;
  /** How long until it may be tried again; null: never. */
  delayMs: number | null;
};

/** A sample as it is read for history: its id, machine, times, boot, details as they were sent, and the columns asked for. */
export type SampleValues = [
  id: number,
  machineId: number,
  sampledAtMs: number,
  receivedAtMs: number,
  boot: number | null,
  details: unknown,
  ...columns: (number | null)[],
];

/** A stretch of a machine's history, as it will be stored in the place of the version before; version 1: of none. */
export type HistoryWrite = {
  machineId: number;
  step: number;
  startMs: number;
  figures: Uint8Array<ArrayBuffer>;
  details: Uint8Array<ArrayBuffer> | null;
  version: number;
  isDirty: boolean;
};

/**
 * The few statements that are hot or need engine-specific SQL. sqlite.ts and postgresql.ts implement them with the same
 * meaning; every integration test runs on both.
 */
export type Engine = {
  kind: "sqlite" | "postgresql";
  /** Begins a group commit: on SQLite this takes the write lock, on PostgreSQL it reads without a lock. */
  openCommit(tx: Statements): Promise<HubRow>;
  /** The hub's row, read without a lock. */
  readHub(tx: Statements): Promise<HubRow>;
  /** The hub's row, locked until the transaction ends. */
  lockHub(tx: Statements): Promise<HubRow>;
  /**
   * The latest pulses of the other ingest processes that have not signed off: heard time then, and their age now. Leaves
   * out those that heard time has overtaken by more than `withinMs`.
   */
  readOtherPulses(
    tx: Statements,
    own: { webId: string; withinMs: number },
  ): Promise<{ heardMs: number; ageMs: number }[]>;
  /** Writes a pulse: the hub's heard time and this ingest process's own row. */
  writePulse(
    tx: Statements,
    pulse: { webId: string; startedAtMs: number; heardMs: number; blindEndedHeardMs: number; nowMs: number },
  ): Promise<void>;
  /** Locks machines in id order; later reads are at least as recent as the locks. On SQLite the commit is the lock. */
  lockMachines(tx: Statements, machineIds: readonly number[]): Promise<void>;
  /**
   * Locks the machines of these keys in id order, and then returns the keys with their machines, and the hub's row. Leaves
   * out keys whose machine is deleted. History rests on this lock too: samples are inserted under it, so those of one
   * machine become visible in the order of their ids, and a mark over ids (history_marks) passes over none. Over the ids of
   * all machines that would not be so on PostgreSQL.
   */
  lockReporters(
    tx: Statements,
    keyIds: readonly number[],
  ): Promise<{ hub: HubRead; reporters: ReporterRow[] }>;
  /** The active rules of these teams, in id order, with the version that they are. */
  readRules(
    tx: Statements,
    teamIds: readonly number[],
  ): Promise<{ teamId: number; version: number; rules: RuleRow[] }[]>;
  /** The versions of these teams' rules by team; no rule of them changes until the transaction ends. */
  lockRules(tx: Statements, teamIds: readonly number[]): Promise<Map<number, number>>;
  /** The states of rules on these locked machines, with why they are ending (null: they are not). */
  readRuleStates(
    tx: Statements,
    machineIds: readonly number[],
  ): Promise<(RuleStateRow & { ending: Stored | null })[]>;
  /** Writes states of rules on locked machines, and deletes others. */
  writeRuleStates(
    tx: Statements,
    states: { kept: readonly RuleStateRow[]; dropped: readonly RuleStateKey[] },
  ): Promise<void>;
  /** How fast the filesystems of these machines have been filling, in percent of them an hour. */
  readForecasts(
    tx: Statements,
    machineIds: readonly number[],
  ): Promise<{ machineId: number; mount: string; pctPerHour: number }[]>;
  /** Sets the machines online with the data of their reports. */
  updateReporters(tx: Statements, own: { webId: string; updates: readonly MachineUpdate[] }): Promise<void>;
  /**
   * Sets this threshold for the team's machines that have no threshold of their own (lib/machines/mutations.ts,
   * newTiming, for many at once). Deadlines move with it, but never below the current heard time.
   */
  retimeTeam(tx: Statements, timing: { teamId: number; thresholdMs: number }): Promise<void>;
  touchKeys(tx: Statements, used: { keyIds: readonly number[]; nowMs: number }): Promise<void>;
  /**
   * Sets at most `limit` due machines that are not paused offline (lib/heartbeat/decide.ts, isDue, in SQL), without those of
   * teams of which a window has begun and is being opened, for `gateMs` since that was first tried.
   */
  sweepDue(tx: Statements, sweep: { limit: number; staleDoorMs: number; gateMs: number }): Promise<DueRow[]>;
  /**
   * Returns heard_ms, the age of the latest pulse by the clock that it was written by, and the earliest future deadline
   * within this much heard time of an online machine that is not paused.
   */
  readAhead(
    tx: Statements,
    ahead: { withinMs: number },
  ): Promise<{ heardMs: number; pulseAgeMs: number; nextDeadlineMs: number | null }>;
  bulkInsert(tx: Statements, insert: BulkInsert): Promise<Record<string, unknown>[]>;
  /** Claims deliveries in the order of their ids, and counts the attempt. Never returns the same row to two callers. */
  claimDeliveries(tx: Statements, claim: Claim): Promise<ClaimedDelivery[]>;
  /** Renews claims that nobody has taken over, for `leaseMs` from now. */
  renewClaims(
    tx: Statements,
    claims: { held: readonly { id: bigint; token: string }[]; leaseMs: number },
  ): Promise<void>;
  /** Finishes deliveries whose claims are still valid; returns their ids. */
  endDeliveries(
    tx: Statements,
    ended: { endings: readonly DeliveryEnding[]; nowMs: number },
  ): Promise<bigint[]>;
  /** Samples of these machines with ids beyond their marks, in order of ids, at most `limit` of all. */
  readUnfolded(
    tx: Statements,
    asked: {
      columns: readonly string[];
      marks: readonly { machineId: number; foldedId: bigint }[];
      limit: number;
    },
  ): Promise<SampleValues[]>;
  /** A machine's samples within a span that are beyond its mark, the newest first, at most `limit`. */
  readFresh(
    tx: Statements,
    asked: { columns: readonly string[]; machineId: number; fromMs: number; toMs: number; limit: number },
  ): Promise<SampleValues[]>;
  /** Moves a machine's mark. False: it is no longer where it was read, or gone with its machine. */
  moveMark(
    tx: Statements,
    mark: { machineId: number; fromId: bigint; toId: bigint; nowMs: number },
  ): Promise<boolean>;
  /** Stores a stretch of history. False: the version before it is not the stored one. */
  writeHistory(tx: Statements, written: HistoryWrite): Promise<boolean>;
  /** Makes the raw hour that starts then dirty, if there is one, as a new version. */
  soilHistory(tx: Statements, hour: { machineId: number; startMs: number }): Promise<void>;
  /** A raw hour is in the steps above. False: this is no longer its version. */
  cleanHistory(
    tx: Statements,
    hour: { machineId: number; startMs: number; version: number },
  ): Promise<boolean>;
  /** Stores how fast a machine's filesystems fill, in the place of what was stored. */
  replaceForecasts(
    tx: Statements,
    given: {
      machineId: number;
      forecasts: readonly { mount: string; pctPerHour: number }[];
      nowMs: number;
    },
  ): Promise<void>;
  /** Takes a lease that is free or already the owner's, for `leaseMs` from now. False: another worker holds it. */
  takeLease(tx: Statements, lease: { name: string; owner: string; leaseMs: number }): Promise<boolean>;
};

/** One open database: the typed client, the engine's own statements, and a way to close both. */
export type Database = {
  client: Client;
  engine: Engine;
  /** Runs everything or nothing, without Prisma; use it through preparedTransaction (transaction.ts). */
  runPrepared<T>(work: (tx: PreparedStatements) => Promise<PreparedWork<T>>): Promise<T | null>;
  close(): Promise<void>;
};
