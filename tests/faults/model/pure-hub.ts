import { chooseDeliveries } from "@/lib/alerts/choose-deliveries";
import { decideReport, graceFromMs, isDue } from "@/lib/heartbeat/decide";
import { effectiveThresholdMs, graceIntervalMs } from "@/lib/heartbeat/threshold";
import { isPausedAt } from "@/lib/machines/pause";
import { decideSending } from "@/lib/notifications/decide";
import type { DeliveryReason, DeliveryState } from "@/lib/notifications/schema";
import {
  type Answer,
  type Command,
  OFFLINE_AFTER_MS,
  PAUSE_MS,
  TIME_PASSED_MS,
  type ToldEvent,
  type View,
} from "./command";

type Door = { pulseHeardMs: number; isDeaf: boolean; hasSignedOff: boolean };
type Machine = {
  status: string;
  own: number | null;
  reportIntervalMs: number | null;
  heardAtMs: number | null;
  deadlineMs: number | null;
  graceIntervalMs: number;
  door: Door | null;
  lastSeenAtMs: number | null;
  pausedUntilMs: number | null;
};
type Delivery = {
  channelId: number;
  event: ToldEvent;
  incident: number;
  state: DeliveryState;
  reason: DeliveryReason | null;
};

const newDoor = (pulseHeardMs: number): Door => ({ pulseHeardMs, isDeaf: false, hasSignedOff: false });

/** The product's pure decisions, with nothing around them but memory. */
export class PureHub {
  private hub = { heardMs: 0, blindEndedHeardMs: 0 };
  private nowMs = 0;
  private door = newDoor(0);
  private machine: Machine | null = null;
  private readonly channels = [
    { id: 0, name: "steady", isActive: true, events: null },
    { id: 1, name: "switched", isActive: true, events: null },
  ];
  private incidents = 0;
  private open = 0;
  private deliveries: Delivery[] = [];

  view(): View {
    return {
      heardMs: this.hub.heardMs,
      machine: this.machine && { status: this.machine.status, deadlineMs: this.machine.deadlineMs },
      openIncidents: this.open,
      incidents: this.incidents,
      deliveries: this.deliveries.map(({ channelId, event, state, reason }) =>
        [this.channels[channelId]?.name, event, state, reason].filter((part) => part !== null).join(" "),
      ),
    };
  }

  apply(command: Command): void {
    this.nowMs += 1;
    const { machine, hub, door } = this;
    switch (command.kind) {
      case "hear":
        hub.heardMs += command.ms;
        if (!door.isDeaf && !door.hasSignedOff) door.pulseHeardMs = hub.heardMs;
        return;
      case "go_blind":
        hub.blindEndedHeardMs = hub.heardMs;
        return;
      case "door_falls_deaf":
        door.isDeaf = true;
        return;
      case "door_signs_off":
        door.hasSignedOff = true;
        return;
      case "report":
        if (machine !== null) this.report(machine, command.intervalMs);
        return;
      case "sweep":
        if (machine?.status === "online" && !this.isPaused) this.sweep(machine);
        return;
      case "set_threshold":
        if (machine !== null) this.setThreshold(machine, command.ms);
        return;
      case "pause":
        if (machine !== null) machine.pausedUntilMs = this.nowMs + PAUSE_MS;
        return;
      case "resume":
        if (machine !== null && this.isPaused) machine.pausedUntilMs = this.nowMs;
        return;
      case "let_time_pass":
        this.nowMs += TIME_PASSED_MS;
        return;
      case "disable":
        if (machine === null || machine.status === "disabled") return;
        Object.assign(machine, { status: "disabled", deadlineMs: null });
        this.open = 0;
        for (const delivery of this.deliveries)
          if (delivery.state === "pending")
            Object.assign(delivery, { state: "suppressed", reason: "machine_disabled" });
        return;
      case "enable":
        if (machine?.status === "disabled")
          Object.assign(machine, { status: "pending", heardAtMs: null, deadlineMs: null });
        return;
      case "delete":
        this.machine = null;
        this.incidents = 0;
        this.open = 0;
        this.deliveries = [];
        return;
      case "add":
        this.machine ??= {
          status: "pending",
          own: null,
          reportIntervalMs: null,
          heardAtMs: null,
          deadlineMs: null,
          ...timing({ own: null, reportIntervalMs: null }),
          door: null,
          lastSeenAtMs: null,
          pausedUntilMs: null,
        };
        return;
      case "toggle_channel":
        for (const channel of this.channels) if (channel.id === 1) channel.isActive = !channel.isActive;
        return;
      case "send":
        for (const { id } of this.channels) this.send(id, command.answer);
    }
  }

  private report(machine: Machine, intervalMs: number | null): void {
    if (this.door.isDeaf || this.door.hasSignedOff) this.door = newDoor(this.hub.heardMs);
    const decision = decideReport({
      machine: { ...machine, doorPulseHeardMs: doorPulse(machine) },
      key: { isRevoked: false, expiresAtMs: null },
      hub: this.hub,
      nowMs: this.nowMs,
    });
    if (decision.kind === "refused") return;
    if (decision.kind === "came_back") {
      this.open = 0;
      this.tell(["machine.online"]);
    }
    if (decision.kind === "unseen_outage") {
      this.incidents += 1;
      this.tell(["machine.offline", "machine.online"]);
    }
    const reportIntervalMs = intervalMs ?? machine.reportIntervalMs;
    const { thresholdMs, ...grace } = timing({ own: machine.own, reportIntervalMs });
    const { heardMs } = this.hub;
    Object.assign(machine, grace, {
      status: "online",
      reportIntervalMs,
      heardAtMs: heardMs,
      deadlineMs: heardMs + thresholdMs,
      door: this.door,
      lastSeenAtMs: this.nowMs,
    });
  }

  private get isPaused(): boolean {
    return isPausedAt({ pausedUntilMs: this.machine?.pausedUntilMs ?? null, nowMs: this.nowMs });
  }

  private sweep(machine: Machine): void {
    const { deadlineMs } = machine;
    if (deadlineMs === null) return;
    const from = graceFromMs({ ...this.hub, doorPulseHeardMs: doorPulse(machine) });
    const wasPaused = (machine.pausedUntilMs ?? 0) > (machine.lastSeenAtMs ?? 0);
    if (!isDue({ ...machine, heardMs: this.hub.heardMs, deadlineMs, graceFromMs: from, wasPaused })) return;
    machine.status = "offline";
    this.incidents += 1;
    this.open += 1;
    this.tell(["machine.offline"]);
  }

  private setThreshold(machine: Machine, own: number | null): void {
    const { thresholdMs, ...grace } = timing({ own, reportIntervalMs: machine.reportIntervalMs });
    Object.assign(machine, grace, { own });
    if (machine.status === "online" && machine.heardAtMs !== null)
      machine.deadlineMs = Math.max(machine.heardAtMs + thresholdMs, this.hub.heardMs);
  }

  private tell(events: readonly ToldEvent[]): void {
    for (const event of events) {
      const states = this.deliveries
        .filter(({ incident }) => incident === this.incidents)
        .map(({ channelId, state }) => [channelId, state] as const);
      const planned = chooseDeliveries({
        event,
        channels: this.channels,
        outageStates: new Map(states),
        isMachinePaused: this.isPaused,
      });
      for (const { channelId, state, reason } of planned)
        if (channelId !== null)
          this.deliveries.push({ channelId, event, incident: this.incidents, state, reason });
    }
  }

  private send(channelId: number, answer: Answer): void {
    for (const delivery of this.deliveries) {
      if (delivery.channelId !== channelId || delivery.state !== "pending") continue;
      const { event, incident } = delivery;
      const outage = this.deliveries.find(
        (other) =>
          other.channelId === channelId && other.incident === incident && other.event === "machine.offline",
      );
      const decision = decideSending({
        event,
        channel: this.channels[channelId] ?? null,
        isMachineDisabled: this.machine?.status === "disabled",
        isMachinePaused: this.isPaused,
        outageState: event === "machine.online" ? outage?.state : undefined,
      });
      if (decision.kind === "suppress")
        Object.assign(delivery, { state: "suppressed", reason: decision.reason });
      else if (answer === "ok") delivery.state = "delivered";
      else if (answer === "gone") Object.assign(delivery, { state: "dead", reason: "refused" });
      else return;
    }
  }
}

function timing({ own, reportIntervalMs }: { own: number | null; reportIntervalMs: number | null }) {
  const thresholdMs = effectiveThresholdMs({ machine: own, team: null, instance: OFFLINE_AFTER_MS });
  return { thresholdMs, graceIntervalMs: graceIntervalMs({ thresholdMs, reportIntervalMs }) };
}

function doorPulse({ door }: Machine): number | null {
  return door === null || door.hasSignedOff ? null : door.pulseHeardMs;
}
