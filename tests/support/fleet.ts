import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/client";
import { retryBusy } from "@/lib/db/transaction";
import { commitReports } from "@/lib/detection/ingest/commit-reports";
import { HearingState } from "@/lib/heartbeat/hearing-state";
import { PROOF_OF_LIFE, type Report } from "@/lib/heartbeat/report/parse";
import { hashAgentKey, makeAgentKey } from "@/lib/machines/agent-key";

const OFFLINE_AFTER_MS = 10_000;
const POLICY = { offlineAfterMs: OFFLINE_AFTER_MS, flapWindowMs: 0 };

/** A team with machines and channels in a test's own database, and the few actions that tests need. */
export class Fleet {
  /** The keys of all its machines, in clear text. */
  readonly apiKeys: string[] = [];

  private constructor(
    readonly database: Database,
    readonly teamId: number,
    readonly hearing = new HearingState(),
  ) {}

  static async create(database: Database): Promise<Fleet> {
    const team = await database.client.team.create({ data: { name: "Team", createdAt: new Date() } });
    return new Fleet(database, team.id);
  }

  /** An existing team. */
  static of({ database, teamId }: { database: Database; teamId: number }): Fleet {
    return new Fleet(database, teamId);
  }

  /** Another process on the same database. */
  beside(database: Database): Fleet {
    return new Fleet(database, this.teamId);
  }

  async addMachines(
    count: number,
    data: { offlineAfterMs?: number } = {},
  ): Promise<{ machineId: number; keyId: number; apiKey: string }[]> {
    const { client } = this.database;
    const now = new Date();
    const added = [];
    for (let i = 0; i < count; i++) {
      const apiKey = makeAgentKey();
      const machine = await retryBusy(() =>
        client.machine.create({
          data: {
            teamId: this.teamId,
            name: `web-${randomUUID()}`,
            description: "",
            tags: "[]",
            status: "pending",
            thresholdMs: OFFLINE_AFTER_MS,
            graceIntervalMs: OFFLINE_AFTER_MS / 2,
            systemInfo: "{}",
            createdAt: now,
            updatedAt: now,
            keys: { create: { hash: hashAgentKey(apiKey), hint: "lsk_", createdAt: now } },
            historyMark: { create: { foldedId: 0n, foldedAt: now } },
            ...data,
          },
          include: { keys: true },
        }),
      );
      this.apiKeys.push(apiKey);
      added.push({ machineId: machine.id, keyId: machine.keys[0]?.id ?? 0, apiKey });
    }
    return added;
  }

  async addMachine(data: { offlineAfterMs?: number } = {}) {
    const [machine] = await this.addMachines(1, data);
    if (machine === undefined) throw new Error("no machine was added");
    return machine;
  }

  async addChannel(
    data: {
      type?: string;
      isActive?: boolean;
      events?: string;
      url?: string;
      config?: string;
      secret?: string;
    } = {},
  ): Promise<number> {
    const now = new Date();
    const { url = "http://127.0.0.1:9/", ...rest } = data;
    const channel = await retryBusy(() =>
      this.database.client.channel.create({
        data: {
          teamId: this.teamId,
          type: "webhook",
          name: `hook-${randomUUID()}`,
          isActive: true,
          config: JSON.stringify({ url }),
          createdAt: now,
          updatedAt: now,
          ...rest,
        },
      }),
    );
    return channel.id;
  }

  /** Lets the hub have heard for this long, as its pulses would. */
  async hear(ms: number): Promise<void> {
    const { client } = this.database;
    await retryBusy(() =>
      client.hubPulse.update({
        where: { id: 1 },
        data: { heardMs: { increment: BigInt(ms) }, pulsedAt: new Date() },
      }),
    );
  }

  /** Reports with these keys, in one commit. */
  report(keyIds: readonly number[], report: Report = PROOF_OF_LIFE) {
    return commitReports({
      database: this.database,
      hearing: this.hearing,
      policy: POLICY,
      items: keyIds.map((keyId) => ({ keyId, report })),
      withPulse: false,
    });
  }

  pulse() {
    return commitReports({
      database: this.database,
      hearing: this.hearing,
      policy: POLICY,
      items: [],
      withPulse: true,
    });
  }

  async statusOf(machineId: number): Promise<string> {
    const machine = await this.database.client.machine.findUniqueOrThrow({ where: { id: machineId } });
    return String(machine.status);
  }

  /** Deliveries in the order in which they are sent: "event state reason". */
  async told(machineId?: number): Promise<string[]> {
    const rows = await this.database.client.delivery.findMany({
      where: { machineId },
      orderBy: { id: "asc" },
    });
    return rows.map((row) =>
      [row.eventType, row.state, row.reason].filter((part) => part !== null).join(" "),
    );
  }
}
