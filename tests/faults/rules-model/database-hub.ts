import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { POST as enable } from "@/app/api/v1/machines/[id]/enable/route";
import { PATCH as updateMachine } from "@/app/api/v1/machines/[id]/route";
import { env } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { PROOF_OF_LIFE, type Report } from "@/lib/heartbeat/report/parse";
import { Fleet } from "../../support/fleet";
import { type Person, TestHub } from "../../support/hub";
import { RuleHub, reportOf } from "../../support/rule-hub";
import { makeSample } from "../../support/sample";
import { sweepOnce } from "../../support/sweep";
import {
  type Command,
  INTERVAL_MS,
  OFFLINE_AFTER_MS,
  RULES,
  type RuleChange,
  type Told,
  type View,
} from "./command";

const PROCESSES = 4;
// Far enough in the past for hours of samples, and near enough for the hub to believe it.
const CLOCK_START_MS = Date.now() - 40 * 3_600_000;

type Machine = { machineId: number; keyId: number; boot: number; bytes: number; clockMs: number };

/** The product's use cases on a real database, through four ingest processes. */
export class RulesDatabaseHub {
  private readonly slots = new Map<number, number>();
  private readonly ids: number[] = [];

  private constructor(
    private readonly hub: TestHub,
    private readonly processes: readonly Database[],
    private readonly as: Person,
    private readonly rules: RuleHub,
    private readonly machines: readonly Machine[],
  ) {}

  /** What all hubs of a run share. `close` ends it. */
  static async open() {
    process.env.MACHINE_OFFLINE_THRESHOLD = `${OFFLINE_AFTER_MS / 1_000}s`;
    process.env.FLAP_WINDOW = "0s";
    const hub = await TestHub.open();
    const processes = await Promise.all(
      Array.from({ length: PROCESSES }, () => openDatabase(env().database, { synchronous: "NORMAL" })),
    );
    return {
      create: () => RulesDatabaseHub.create(hub, processes),
      close: async () => {
        for (const each of processes) await each.close();
        await hub.close();
      },
    };
  }

  private static async create(hub: TestHub, processes: readonly Database[]): Promise<RulesDatabaseHub> {
    const { client } = hub.database;
    await client.team.deleteMany();
    await client.hubPulse.update({ where: { id: 1 }, data: { heardMs: 0, blindEndedHeardMs: 0 } });
    const fleet = await Fleet.create(hub.database);
    await fleet.addChannel();
    const as = await hub.addPerson({ teamId: fleet.teamId });
    const machines = (await fleet.addMachines(2)).map((each) => ({
      ...each,
      boot: 0,
      bytes: 0,
      clockMs: CLOCK_START_MS,
    }));
    const rules = new RuleHub(hub, fleet, as);
    const created = new RulesDatabaseHub(hub, processes, as, rules, machines);
    for (const slot of RULES.keys()) await created.addRule(slot);
    return created;
  }

  /** Which machines a sweep has set offline. */
  async sweep(): Promise<number[]> {
    const due = await sweepOnce(this.hub.database);
    return due.map(({ machineId }) => this.machines.findIndex((each) => each.machineId === machineId));
  }

  async apply(command: Command): Promise<void> {
    switch (command.kind) {
      case "hear":
        return this.rules.fleet.hear(command.ms);
      case "report": {
        const machine = this.machine(command.machine);
        const reports = command.told.map((told) => this.toReport(machine, told));
        await this.rules.report(machine, reports, { on: this.process(command.on) });
        return;
      }
      case "sign": {
        const machine = this.machine(command.machine);
        const backlog = Array.from({ length: command.backlog }, () =>
          makeSample({ cpu_pct: 99 }, machine.clockMs - 3_600_000),
        );
        const report = { ...PROOF_OF_LIFE, reportIntervalMs: INTERVAL_MS, backlog };
        await this.rules.report(machine, [report], { on: this.process(command.on) });
        return;
      }
      case "reboot":
        this.machine(command.machine).boot += 1;
        return;
      case "go_blind": {
        const { client } = this.hub.database;
        const { heardMs } = await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
        await client.hubPulse.update({ where: { id: 1 }, data: { blindEndedHeardMs: heardMs } });
        return;
      }
      case "tag":
        return this.call(updateMachine, command.machine, { tags: command.isTagged ? ["db"] : [] }, "PATCH");
      case "disable":
        return this.call(disable, command.machine);
      case "enable":
        return this.call(enable, command.machine);
      case "change":
        await this.rules.change(this.ruleId(command.rule), toBody(command.change, this.machine(0).machineId));
        return;
      case "replace":
        await this.rules.remove(this.ruleId(command.rule));
        return this.addRule(command.rule);
    }
  }

  async view(): Promise<View> {
    const { client } = this.hub.database;
    const view: View = {};
    const incidents = await client.incident.findMany({
      where: { kind: "metric" },
      include: { firing: true, events: { include: { deliveries: true } } },
      orderBy: { id: "asc" },
    });
    const open = new Set<number>();
    for (const { id, machineId, openKey, resolution, firing, events } of incidents) {
      if (openKey !== null) open.add(id);
      const slot = RULES.findIndex(({ metric }) => metric === firing?.metric);
      const machine = this.machines.findIndex((each) => each.machineId === machineId);
      const key = `${slot} on ${machine} ${firing?.target ?? ""}`;
      const count = (type: string) =>
        events.filter((event) => String(event.type) === type).flatMap(({ deliveries }) => deliveries).length;
      const back = firing?.resolvedValue == null ? "" : ` ${firing.resolvedValue}`;
      const how = openKey === null ? `${resolution}${back}` : "open";
      const line = `${firing?.value} ${how}; told ${count("alert.firing")}, ${count("alert.resolved")}`;
      view[key] = [...(view[key] ?? []), line];
    }
    const states = await client.ruleState.findMany({ where: { incidentId: { not: null } } });
    const held = states.map(({ incidentId }) => incidentId ?? 0);
    if (held.length !== open.size || held.some((id) => !open.has(id)))
      view.states = [`of incidents ${held.join(", ")}; open ${[...open].join(", ")}`];
    return view;
  }

  private async addRule(slot: number): Promise<void> {
    const { margin, forMs, ...rule } = RULES[slot] ?? RULES[0];
    const id = await this.rules.add({
      ...rule,
      name: `rule ${slot} ${this.ids.length}`,
      samples: rule.samples ?? undefined,
      for: forMs === null ? undefined : `${forMs}ms`,
      recover_margin: margin,
    });
    this.ids.push(id);
    this.slots.set(slot, id);
  }

  private toReport(machine: Machine, { cpu, mounts, grew }: Told): Report {
    machine.clockMs += 10_000;
    machine.bytes += grew ?? 0;
    const bootId = `boot ${machine.boot}`;
    const filesystems =
      mounts === null
        ? null
        : Object.entries(mounts).map(([mount, used_pct]) => ({ mount, used_pct, total_bytes: null }));
    const figures = { cpu_pct: cpu, net_rx_bytes: grew === null ? null : machine.bytes };
    const report = reportOf({}, { details: filesystems === null ? null : { filesystems } });
    const sample = {
      ...makeSample(figures, machine.clockMs, bootId),
      details: report.sample?.details ?? null,
    };
    return { ...report, bootId, sample };
  }

  private async call(
    handler: Parameters<TestHub["call"]>[0],
    machine: number,
    body?: object,
    method = "POST",
  ): Promise<void> {
    const params = { id: String(this.machine(machine).machineId) };
    await this.hub.call(handler, { as: this.as, method, params, ...(body && { body }) });
  }

  private machine(index: number): Machine {
    const machine = this.machines[index];
    if (machine === undefined) throw new Error(`no machine ${index}`);
    return machine;
  }

  private process(index: number): Database {
    const process = this.processes[index];
    if (process === undefined) throw new Error(`no process ${index}`);
    return process;
  }

  private ruleId(slot: number): number {
    return this.slots.get(slot) ?? 0;
  }
}

function toBody({ threshold, samples, forMs, margin, isActive, scope, name }: RuleChange, first: number) {
  const scopes = { all: { all: true }, tagged: { tags: ["db"] }, first: { machines: [first] } };
  return {
    ...(threshold !== undefined && { threshold }),
    ...(samples !== undefined && { samples }),
    ...(forMs !== undefined && { for: `${forMs}ms` }),
    ...(margin !== undefined && { recover_margin: margin }),
    ...(isActive !== undefined && { is_active: isActive }),
    ...(scope !== undefined && { scope: scopes[scope] }),
    ...(name !== undefined && { severity: name === "one" ? "warning" : "critical" }),
  };
}
