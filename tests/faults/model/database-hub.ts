import { randomBytes } from "node:crypto";
import type { Agent } from "undici";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { POST as enable } from "@/app/api/v1/machines/[id]/enable/route";
import { POST as pause } from "@/app/api/v1/machines/[id]/pause/route";
import { POST as resume } from "@/app/api/v1/machines/[id]/resume/route";
import { DELETE as remove, PATCH as update } from "@/app/api/v1/machines/[id]/route";
import { seal } from "@/lib/db/secrets/seal";
import { commitReports } from "@/lib/detection/ingest/commit-reports";
import { machineFactsSchema } from "@/lib/events/facts";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { sendStableMachines } from "@/lib/incidents/flapping/send-stable-machines";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../../support/fleet";
import { type Person, TestHub } from "../../support/hub";
import { LONE_WORKER } from "../../support/outbox";
import { sweepOnce } from "../../support/sweep";
import { type Answer as ReceiverAnswer, WebhookReceiver } from "../../support/webhook-receiver";
import {
  type Answer,
  type Command,
  deliveryLine,
  FLAP_WINDOW_MS,
  OFFLINE_AFTER_MS,
  PAUSE_MS,
  TIME_PASSED_MS,
  type View,
} from "./command";

const ANSWERS: Record<Answer, ReceiverAnswer> = {
  ok: { kind: "status", status: 200 },
  error: { kind: "status", status: 500 },
  gone: { kind: "status", status: 410 },
};

type Surroundings = { hub: TestHub; receiver: WebhookReceiver; agent: Agent; sealKey: Buffer };

/** The product's use cases on a real database, sending to real receivers. */
export class DatabaseHub {
  private machine: { machineId: number; keyId: number } | null = null;
  private isWebOpen = true;
  private flapWindowMs = FLAP_WINDOW_MS;

  private constructor(
    private readonly around: Surroundings,
    private readonly fleet: Fleet,
    private readonly person: Person,
    private readonly channels: { steady: number; switched: number },
  ) {}

  /** What all hubs of a run share. `close` ends it. */
  static async open() {
    process.env.MACHINE_OFFLINE_THRESHOLD = `${OFFLINE_AFTER_MS / 1000}s`;
    const hub = await TestHub.open();
    const receiver = await WebhookReceiver.start();
    const agent = guardedAgent({ allow: ["127.0.0.0/8"] });
    const around = { hub, receiver, agent, sealKey: randomBytes(32) };
    return {
      create: () => DatabaseHub.create(around),
      close: async () => {
        await agent.destroy();
        await receiver.stop();
        await hub.close();
      },
    };
  }

  private static async create(around: Surroundings): Promise<DatabaseHub> {
    const { hub, receiver, sealKey } = around;
    const { client } = hub.database;
    await client.team.deleteMany();
    await client.webProcess.deleteMany();
    await client.hubPulse.update({ where: { id: 1 }, data: { heardMs: 0, blindEndedHeardMs: 0 } });
    // The model's ingest processes that fell deaf claim nothing more; real ones may, within three seconds.
    const engine = { ...hub.database.engine, readOtherPulses: async () => [] };
    const fleet = await Fleet.create({ ...hub.database, engine });
    const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey);
    const steady = await fleet.addChannel({ url: `${receiver.url}/steady`, secret });
    const switched = await fleet.addChannel({ url: `${receiver.url}/switched`, secret });
    const person = await hub.addPerson({ teamId: fleet.teamId });
    const created = new DatabaseHub(around, fleet, person, { steady, switched });
    await created.startWeb();
    return created;
  }

  async view(): Promise<View> {
    const { client } = this.around.hub.database;
    const machineId = this.machine?.machineId ?? 0;
    const machine = await client.machine.findUnique({ where: { id: machineId } });
    const flap = await client.flap.findFirst({ where: { machineId } });
    const deliveries = await client.delivery.findMany({
      where: { machineId },
      include: { event: true },
      orderBy: { id: "asc" },
    });
    const name = (channelId: number | null) => (channelId === this.channels.steady ? "steady" : "switched");
    return {
      heardMs: await this.heardMs(),
      machine: machine && {
        status: String(machine.status),
        deadlineMs: machine.deadline === null ? null : Number(machine.deadline),
      },
      flap: flap && { outages: flap.outages, steadyMs: Number(flap.steadyMs) },
      openIncidents: await client.incident.count({ where: { machineId, openKey: { not: null } } }),
      incidents: await client.incident.count({ where: { machineId } }),
      deliveries: deliveries.map(({ channelId, eventType, event, state, reason }) => {
        const { flapping } = machineFactsSchema.parse(JSON.parse(event.facts));
        const says = flapping ? { outages: flapping.outages, isOver: flapping.is_over } : null;
        return deliveryLine({
          channel: name(channelId),
          event: String(eventType),
          flapping: says,
          state: String(state),
          reason: reason === null ? null : String(reason),
        });
      }),
    };
  }

  async apply(command: Command): Promise<void> {
    const { hub } = this.around;
    const { client } = hub.database;
    const { machine } = this;
    switch (command.kind) {
      case "hear":
        await this.fleet.hear(command.ms);
        if (this.isWebOpen) await this.startWeb();
        return;
      case "go_blind":
        await client.hubPulse.update({
          where: { id: 1 },
          data: { blindEndedHeardMs: await this.heardMs() },
        });
        return;
      case "web_falls_deaf":
        this.isWebOpen = false;
        return;
      case "web_signs_off":
        this.isWebOpen = false;
        await client.webProcess.update({
          where: { id: this.fleet.hearing.webId },
          data: { endedAt: new Date() },
        });
        return;
      case "report":
        return this.report(command.intervalMs);
      case "sweep":
        await sweepOnce(hub.database, { flapWindowMs: this.flapWindowMs });
        return;
      case "set_threshold":
        return this.call(update, "PATCH", { offline_after: command.ms === null ? null : `${command.ms}ms` });
      case "pause":
        return this.call(pause, "POST", { for: `${PAUSE_MS / 60_000}m` });
      case "resume":
        return this.call(resume, "POST");
      case "let_time_pass":
        return this.letTimePass();
      case "disable":
        return this.call(disable, "POST");
      case "enable":
        return this.call(enable, "POST");
      case "delete":
        await this.call(remove, "DELETE");
        this.machine = null;
        return;
      case "add":
        if (machine === null) this.machine = (await this.fleet.addMachines(1))[0] ?? null;
        return;
      case "toggle_channel": {
        const { isActive } = await client.channel.findUniqueOrThrow({
          where: { id: this.channels.switched },
        });
        await client.channel.update({
          where: { id: this.channels.switched },
          data: { isActive: !isActive },
        });
        return;
      }
      case "send":
        return this.send(command.answer);
      case "settle":
        await sendStableMachines({ database: hub.database, windowMs: this.flapWindowMs });
        return;
      case "set_flap_window":
        this.flapWindowMs = command.ms;
    }
  }

  private async report(intervalMs: number | null): Promise<void> {
    if (this.machine === null) return;
    if (!this.isWebOpen) {
      this.fleet.hearing.rename();
      this.isWebOpen = true;
      await this.startWeb();
    }
    const report = { ...PROOF_OF_LIFE, reportIntervalMs: intervalMs };
    await commitReports({
      database: this.fleet.database,
      hearing: this.fleet.hearing,
      policy: { offlineAfterMs: OFFLINE_AFTER_MS, flapWindowMs: this.flapWindowMs },
      items: [{ keyId: this.machine.keyId, report }],
      withPulse: false,
    });
  }

  private async send(answer: Answer): Promise<void> {
    const { hub, receiver, agent, sealKey } = this.around;
    receiver.answer(ANSWERS[answer]);
    const { delivery } = hub.database.client;
    await delivery.updateMany({ where: { state: "pending" }, data: { nextAttemptAt: new Date(0) } });
    const due = { state: "pending", nextAttemptAt: { lte: new Date() } };
    while ((await delivery.count({ where: due })) > 0) {
      const outbox = new Outbox({ database: hub.database, agent, sealKey }, LONE_WORKER);
      const before = await delivery.count({ where: due });
      await outbox.pump();
      await outbox.stop();
      // What remains is waiting behind something that failed.
      if (answer === "error" && (await delivery.count({ where: due })) === before) return;
    }
  }

  /** Moves everything that is compared with the time of day back. */
  private async letTimePass(): Promise<void> {
    const { machine, incident } = this.around.hub.database.client;
    const row = await machine.findUnique({
      where: { id: this.machine?.machineId ?? 0 },
      include: { incidents: true },
    });
    if (row === null) return;
    const earlier = <At extends Date | null>(at: At) => at && new Date(at.getTime() - TIME_PASSED_MS);
    for (const { id, startedAt } of row.incidents)
      await incident.update({ where: { id }, data: { startedAt: earlier(startedAt) } });
    const data = { lastSeenAt: earlier(row.lastSeenAt), pausedUntil: earlier(row.pausedUntil) };
    await machine.update({ where: { id: row.id }, data });
  }

  /** Pulses the ingest process that currently receives reports. */
  private async startWeb(): Promise<void> {
    const { client } = this.around.hub.database;
    const now = new Date();
    const pulse = { pulsedAt: now, pulseHeardMs: BigInt(await this.heardMs()) };
    const { webId } = this.fleet.hearing;
    await client.webProcess.upsert({
      where: { id: webId },
      create: { id: webId, startedAt: now, ...pulse },
      update: pulse,
    });
  }

  private async heardMs(): Promise<number> {
    const { client } = this.around.hub.database;
    return Number((await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } })).heardMs);
  }

  private async call(handler: Parameters<TestHub["call"]>[0], method: string, body?: object): Promise<void> {
    if (this.machine === null) return;
    const params = { id: String(this.machine.machineId) };
    const { status, json } = await this.around.hub.call(handler, { method, as: this.person, params, body });
    if (status >= 300) throw new Error(`${method} answered ${status}: ${JSON.stringify(json)}`);
  }
}
