import { circumstancesAtSending, ORDINARY } from "@/lib/events/circumstances";
import { chooseDeliveries } from "@/lib/events/deliveries/choose-deliveries";
import type { DeliveryReason, DeliveryState } from "@/lib/events/deliveries/states";
import { maySendRecovery } from "@/lib/events/deliveries/why-not";
import { decideReport, graceFromMs, isDue } from "@/lib/heartbeat/decide";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import { isPausedAt } from "@/lib/heartbeat/pause";
import { effectiveThresholdMs, graceIntervalMs } from "@/lib/heartbeat/threshold";
import { decideFlap, decideSteady } from "@/lib/incidents/flapping/decide";
import { decideSending } from "@/lib/notifications/outbox/sending/decide";
import {
  type Answer,
  type Command,
  deliveryLine,
  FLAP_WINDOW_MS,
  type Flapping,
  OFFLINE_AFTER_MS,
  PAUSE_MS,
  TIME_PASSED_MS,
  type ToldEvent,
  type View,
} from "./command";

type Web = { pulseHeardMs: number; isDeaf: boolean; hasSignedOff: boolean };
type Machine = {
  status: MachineStatus;
  own: number | null;
  reportIntervalMs: number | null;
  heardAtMs: number | null;
  deadlineMs: number | null;
  graceIntervalMs: number;
  web: Web | null;
  lastSeenAtMs: number | null;
  pausedUntilMs: number | null;
  pausedAtMs: number | null;
};
type Flap = { steadyMs: number; outages: number; incident: number };
type Delivery = {
  channelId: number;
  event: ToldEvent;
  incident: number;
  flapping: Flapping | null;
  atMs: number;
  state: DeliveryState;
  reason: DeliveryReason | null;
};

const newWeb = (pulseHeardMs: number): Web => ({ pulseHeardMs, isDeaf: false, hasSignedOff: false });

/** The product's pure decisions, with nothing around them but memory. */
export class PureHub {
  private hub = { heardMs: 0, blindEndedHeardMs: 0 };
  private nowMs = 0;
  private web = newWeb(0);
  private machine: Machine | null = null;
  private readonly channels = [
    { id: 0, name: "steady", isActive: true, events: null },
    { id: 1, name: "switched", isActive: true, events: null },
  ];
  private incidents = 0;
  private open = 0;
  private outageBeganAtMs: number[] = [];
  private flap: Flap | null = null;
  private flapWindowMs = FLAP_WINDOW_MS;
  private deliveries: Delivery[] = [];

  view(): View {
    return {
      heardMs: this.hub.heardMs,
      machine: this.machine && { status: this.machine.status, deadlineMs: this.machine.deadlineMs },
      flap: this.flap && { outages: this.flap.outages, steadyMs: this.flap.steadyMs },
      openIncidents: this.open,
      incidents: this.incidents,
      deliveries: this.deliveries.map((delivery) =>
        deliveryLine({ ...delivery, channel: this.channels[delivery.channelId]?.name ?? "" }),
      ),
    };
  }

  apply(command: Command): void {
    this.nowMs += 1;
    const { machine, hub, web } = this;
    switch (command.kind) {
      case "hear":
        hub.heardMs += command.ms;
        if (!web.isDeaf && !web.hasSignedOff) web.pulseHeardMs = hub.heardMs;
        return;
      case "go_blind":
        hub.blindEndedHeardMs = hub.heardMs;
        return;
      case "web_falls_deaf":
        web.isDeaf = true;
        return;
      case "web_signs_off":
        web.hasSignedOff = true;
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
        if (machine !== null)
          Object.assign(machine, { pausedUntilMs: this.nowMs + PAUSE_MS, pausedAtMs: this.nowMs });
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
        this.flap = null;
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
        this.outageBeganAtMs = [];
        this.flap = null;
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
          web: null,
          lastSeenAtMs: null,
          pausedUntilMs: null,
          pausedAtMs: null,
        };
        return;
      case "toggle_channel":
        for (const channel of this.channels) if (channel.id === 1) channel.isActive = !channel.isActive;
        return;
      case "send":
        for (const { id } of this.channels) this.send(id, command.answer);
        return;
      case "settle":
        if (machine !== null) this.settle(machine);
        return;
      case "set_flap_window":
        this.flapWindowMs = command.ms;
    }
  }

  private report(machine: Machine, intervalMs: number | null): void {
    if (this.web.isDeaf || this.web.hasSignedOff) this.web = newWeb(this.hub.heardMs);
    const decision = decideReport({
      machine: { ...machine, webPulseHeardMs: webPulse(machine) },
      key: { isRevoked: false, expiresAtMs: null },
      hub: this.hub,
      nowMs: this.nowMs,
    });
    if (decision.kind === "refused") return;
    if (decision.kind === "came_back") {
      this.open = 0;
      this.change("machine.online");
    }
    if (decision.kind === "unseen_outage") {
      this.openIncident(machine);
      this.change("machine.offline");
      this.change("machine.online");
    }
    const reportIntervalMs = intervalMs ?? machine.reportIntervalMs;
    const { thresholdMs, ...grace } = timing({ own: machine.own, reportIntervalMs });
    const { heardMs } = this.hub;
    Object.assign(machine, grace, {
      status: "online",
      reportIntervalMs,
      heardAtMs: heardMs,
      deadlineMs: heardMs + thresholdMs,
      web: this.web,
      lastSeenAtMs: this.nowMs,
    });
  }

  private get isPaused(): boolean {
    return isPausedAt({ pausedUntilMs: this.machine?.pausedUntilMs ?? null, nowMs: this.nowMs });
  }

  private sweep(machine: Machine): void {
    const { deadlineMs } = machine;
    if (deadlineMs === null) return;
    const from = graceFromMs({ ...this.hub, webPulseHeardMs: webPulse(machine) });
    const wasPaused = (machine.pausedUntilMs ?? 0) > (machine.lastSeenAtMs ?? 0);
    if (!isDue({ ...machine, heardMs: this.hub.heardMs, deadlineMs, graceFromMs: from, wasPaused })) return;
    machine.status = "offline";
    this.openIncident(machine);
    this.open += 1;
    this.change("machine.offline");
  }

  private openIncident(machine: Machine): void {
    this.incidents += 1;
    this.outageBeganAtMs.push(machine.lastSeenAtMs ?? 0);
  }

  /** What holdFlappingChanges does (lib/incidents/flapping). */
  private change(event: ToldEvent): void {
    const { flap, flapWindowMs } = this;
    const recentOutages = this.outageBeganAtMs.filter((ms) => ms >= this.nowMs - flapWindowMs).length;
    const decision = decideFlap({
      event,
      isFlapping: flap !== null,
      recentOutages: flapWindowMs === 0 ? 0 : recentOutages,
    });
    const steadyMs = this.hub.heardMs + flapWindowMs;
    const begins = { outages: recentOutages, isOver: false };
    this.tell({
      event,
      isHeld: decision.kind === "held",
      flapping: decision.kind === "begins" ? begins : null,
    });
    if (decision.kind === "begins")
      this.flap = { steadyMs, outages: recentOutages, incident: this.incidents };
    if (decision.kind === "held" && flap !== null)
      this.flap = { ...flap, steadyMs, outages: flap.outages + (event === "machine.offline" ? 1 : 0) };
  }

  private settle(machine: Machine): void {
    const { flap } = this;
    if (flap === null || (this.flapWindowMs > 0 && flap.steadyMs > this.hub.heardMs)) return;
    this.flap = null;
    const { kind } = decideSteady({
      status: machine.status,
      sentIncidentId: flap.incident,
      openIncidentId: this.open > 0 ? this.incidents : null,
    });
    if (kind === "silent") return;
    const flapping = { outages: flap.outages, isOver: true };
    if (kind === "tell_online") this.tell({ event: "machine.online", incident: flap.incident, flapping });
    else this.tell({ event: "machine.offline", flapping });
  }

  private setThreshold(machine: Machine, own: number | null): void {
    const { thresholdMs, ...grace } = timing({ own, reportIntervalMs: machine.reportIntervalMs });
    Object.assign(machine, grace, { own });
    if (machine.status === "online" && machine.heardAtMs !== null)
      machine.deadlineMs = Math.max(machine.heardAtMs + thresholdMs, this.hub.heardMs);
  }

  private tell({
    event,
    incident = this.incidents,
    flapping = null,
    isHeld = false,
  }: {
    event: ToldEvent;
    incident?: number;
    flapping?: Flapping | null;
    isHeld?: boolean;
  }): void {
    const states = this.channels.flatMap(({ id }) => {
      const state = this.openingState(id, incident);
      return state === undefined ? [] : [[id, state] as const];
    });
    const planned = chooseDeliveries({
      event,
      channels: this.channels,
      openingStates: new Map(states),
      circumstances: { ...ORDINARY, isMachinePaused: this.isPaused, isMachineFlapping: isHeld },
    });
    for (const { channelId, state, reason } of planned)
      if (channelId !== null)
        this.deliveries.push({ channelId, event, incident, flapping, atMs: this.nowMs, state, reason });
  }

  /** If an outage was sent again, the delivery that arrived, or still may, counts. */
  private openingState(channelId: number, incident: number): DeliveryState | undefined {
    const states = this.deliveries
      .filter((other) => other.channelId === channelId && other.incident === incident)
      .flatMap(({ event, state }) => (event === "machine.offline" ? [state] : []));
    return states.find(maySendRecovery) ?? states[0];
  }

  private circumstancesOf({ atMs }: Delivery) {
    const date = (ms: number | null) => (ms === null ? null : new Date(ms));
    const machine = this.machine && {
      status: this.machine.status,
      pausedUntil: date(this.machine.pausedUntilMs),
      pausedByHandAt: date(this.machine.pausedAtMs),
      canary: null,
    };
    return circumstancesAtSending({ machine, occurredAtMs: atMs, nowMs: this.nowMs });
  }

  private send(channelId: number, answer: Answer): void {
    for (const delivery of this.deliveries) {
      if (delivery.channelId !== channelId || delivery.state !== "pending") continue;
      const { event, incident } = delivery;
      const decision = decideSending({
        event: {
          type: event,
          circumstances: this.circumstancesOf(delivery),
        },
        channel: this.channels[channelId] ?? null,
        openingState: event === "machine.online" ? this.openingState(channelId, incident) : undefined,
        lostClaims: 0,
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

function webPulse({ web }: Machine): number | null {
  return web === null || web.hasSignedOff ? null : web.pulseHeardMs;
}
