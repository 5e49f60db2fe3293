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

type Web = { pulseMs: number; isDeaf: boolean; hasSignedOff: boolean };
type Machine = {
  status: "pending" | "online" | "offline" | "disabled";
  ownThresholdMs: number | null;
  intervalMs: number | null;
  heardAtMs: number;
  deadlineMs: number | null;
  graceMs: number;
  web: Web | null;
  // Time of day.
  lastSeenMs: number;
  pausedUntilMs: number;
  pausedAtMs: number;
  outageBeganMs: number[];
  /** The heard time at which it counts as stable; how many outages there were; the one whose alert said so. */
  flap: { steadyMs: number; outages: number; incident: number } | null;
};
type Delivery = {
  channel: number;
  event: ToldEvent;
  incident: number;
  flapping: Flapping | null;
  atMs: number;
  state: string;
  reason: string | null;
};

const CHANNELS = ["steady", "switched"];
const STEADY_FOR_MS = 5_000;
const WEB_SILENT_MS = 1_500;
const OUTAGES_TO_FLAP = 3;

const newWeb = (pulseMs: number): Web => ({ pulseMs, isDeaf: false, hasSignedOff: false });

/** The rules in the fewest words: what the product must do, written without any of its code. */
export class Model {
  private heardMs = 0;
  private wallMs = 0;
  private blindUntilMs = 0;
  private web = newWeb(0);
  private machine: Machine | null = null;
  private isSwitchedOn = true;
  private flapWindowMs = FLAP_WINDOW_MS;
  private incidents = 0;
  private hasOpenIncident = false;
  private deliveries: Delivery[] = [];

  view(): View {
    return {
      heardMs: this.heardMs,
      machine: this.machine && { status: this.machine.status, deadlineMs: this.machine.deadlineMs },
      flap: this.machine?.flap
        ? { outages: this.machine.flap.outages, steadyMs: this.machine.flap.steadyMs }
        : null,
      openIncidents: this.hasOpenIncident ? 1 : 0,
      incidents: this.incidents,
      deliveries: this.deliveries.map((delivery) =>
        deliveryLine({ ...delivery, channel: CHANNELS[delivery.channel] ?? "" }),
      ),
    };
  }

  apply(command: Command): void {
    this.wallMs += 1;
    switch (command.kind) {
      case "hear":
        this.heardMs += command.ms;
        if (!this.web.isDeaf && !this.web.hasSignedOff) this.web.pulseMs = this.heardMs;
        return;
      case "go_blind":
        this.blindUntilMs = this.heardMs;
        return;
      case "web_falls_deaf":
        this.web.isDeaf = true;
        return;
      case "web_signs_off":
        this.web.hasSignedOff = true;
        return;
      case "report":
        this.report(command.intervalMs);
        return;
      case "sweep":
        if (this.machine?.status !== "online" || this.isPaused || !this.isDueAt(this.heardMs)) return;
        this.machine.status = "offline";
        this.hasOpenIncident = true;
        this.goDark(this.machine);
        return;
      case "set_threshold":
        this.setThreshold(command.ms);
        return;
      case "pause":
        if (this.machine !== null)
          Object.assign(this.machine, { pausedUntilMs: this.wallMs + PAUSE_MS, pausedAtMs: this.wallMs });
        return;
      case "resume":
        if (this.machine !== null && this.isPaused) this.machine.pausedUntilMs = this.wallMs;
        return;
      case "let_time_pass":
        this.wallMs += TIME_PASSED_MS;
        return;
      case "disable":
        this.disable();
        return;
      case "enable":
        if (this.machine?.status === "disabled") this.machine.status = "pending";
        return;
      case "delete":
        this.machine = null;
        this.incidents = 0;
        this.hasOpenIncident = false;
        this.deliveries = [];
        return;
      case "add":
        this.machine ??= {
          status: "pending",
          ownThresholdMs: null,
          intervalMs: null,
          heardAtMs: 0,
          deadlineMs: null,
          graceMs: OFFLINE_AFTER_MS / 2,
          web: null,
          lastSeenMs: 0,
          pausedUntilMs: Number.NEGATIVE_INFINITY,
          pausedAtMs: Number.NEGATIVE_INFINITY,
          outageBeganMs: [],
          flap: null,
        };
        return;
      case "toggle_channel":
        this.isSwitchedOn = !this.isSwitchedOn;
        return;
      case "send":
        for (const channel of CHANNELS.keys()) this.send(channel, command.answer);
        return;
      case "settle":
        if (this.machine !== null) this.settle(this.machine);
        return;
      case "set_flap_window":
        this.flapWindowMs = command.ms;
    }
  }

  private report(intervalMs: number | null): void {
    const { machine } = this;
    if (machine === null) return;
    if (this.web.isDeaf || this.web.hasSignedOff) this.web = newWeb(this.heardMs);
    if (machine.status === "disabled") return;
    if (machine.status === "offline") {
      this.hasOpenIncident = false;
      this.comeBack(machine);
    } else if (machine.status === "online" && this.wasDueUnseen(machine)) {
      this.goDark(machine);
      this.comeBack(machine);
    }
    machine.status = "online";
    machine.intervalMs = intervalMs ?? machine.intervalMs;
    machine.heardAtMs = this.heardMs;
    machine.deadlineMs = this.heardMs + this.thresholdMs(machine);
    machine.graceMs = this.graceMs(machine);
    machine.web = this.web;
    machine.lastSeenMs = this.wallMs;
  }

  /** The third outage within the window says that the machine is flapping; what follows is held. */
  private goDark(machine: Machine): void {
    this.incidents += 1;
    machine.outageBeganMs.push(machine.lastSeenMs);
    if (machine.flap !== null) {
      machine.flap.outages += 1;
      this.hold(machine.flap, "machine.offline");
      return;
    }
    const outages = machine.outageBeganMs.filter((ms) => ms >= this.wallMs - this.flapWindowMs).length;
    const doesFlap = this.flapWindowMs > 0 && outages >= OUTAGES_TO_FLAP;
    this.tell({ event: "machine.offline", flapping: doesFlap ? { outages, isOver: false } : null });
    if (doesFlap)
      machine.flap = { outages, incident: this.incidents, steadyMs: this.heardMs + this.flapWindowMs };
  }

  private comeBack({ flap }: Machine): void {
    if (flap === null) this.tell({ event: "machine.online" });
    else this.hold(flap, "machine.online");
  }

  private hold(flap: NonNullable<Machine["flap"]>, event: ToldEvent): void {
    flap.steadyMs = this.heardMs + this.flapWindowMs;
    this.tell({ event, isHeld: true });
  }

  /** One message with the count: the recovery of the outage that was sent, or one that was not sent and still lasts. */
  private settle(machine: Machine): void {
    const { flap, status } = machine;
    if (flap === null || (this.flapWindowMs > 0 && this.heardMs < flap.steadyMs)) return;
    machine.flap = null;
    const flapping = { outages: flap.outages, isOver: true };
    if (status === "online") this.tell({ event: "machine.online", incident: flap.incident, flapping });
    else if (this.incidents !== flap.incident) this.tell({ event: "machine.offline", flapping });
  }

  private get isPaused(): boolean {
    return this.machine !== null && this.wallMs < this.machine.pausedUntilMs;
  }

  /** For at least five seconds, and not during a pause, so that some worker would have seen it. */
  private wasDueUnseen({ pausedUntilMs }: Machine): boolean {
    return this.wallMs - STEADY_FOR_MS >= pausedUntilMs && this.isDueAt(this.heardMs - STEADY_FOR_MS);
  }

  /**
   * Overdue; and either two report intervals of heard time have passed since the latest blind interval, or it is overdue
   * by that much, unless a pause fell into its silence.
   */
  private isDueAt(atMs: number): boolean {
    const { machine } = this;
    if (machine === null || machine.deadlineMs === null || atMs < machine.deadlineMs) return false;
    const { web, deadlineMs, graceMs } = machine;
    const isWebSilent = web !== null && !web.hasSignedOff && this.heardMs - web.pulseMs > WEB_SILENT_MS;
    const deafUntilMs = Math.max(this.blindUntilMs, isWebSilent ? web.pulseMs : 0);
    const wasPaused = machine.pausedUntilMs > machine.lastSeenMs;
    return atMs - deafUntilMs >= 2 * graceMs || (!wasPaused && atMs - deadlineMs >= 2 * graceMs);
  }

  private setThreshold(ms: number | null): void {
    const { machine } = this;
    if (machine === null) return;
    machine.ownThresholdMs = ms;
    machine.graceMs = this.graceMs(machine);
    if (machine.status === "online")
      machine.deadlineMs = Math.max(machine.heardAtMs + this.thresholdMs(machine), this.heardMs);
  }

  private disable(): void {
    const { machine } = this;
    if (machine === null || machine.status === "disabled") return;
    machine.status = "disabled";
    machine.deadlineMs = null;
    machine.flap = null;
    this.hasOpenIncident = false;
    for (const delivery of this.deliveries)
      if (delivery.state === "pending")
        Object.assign(delivery, { state: "suppressed", reason: "machine_disabled" });
  }

  private thresholdMs(machine: Machine): number {
    return machine.ownThresholdMs ?? OFFLINE_AFTER_MS;
  }

  private graceMs(machine: Machine): number {
    const half = Math.floor(this.thresholdMs(machine) / 2);
    return machine.intervalMs === null ? half : Math.min(half, machine.intervalMs);
  }

  private isOn(channel: number): boolean {
    return channel === 0 || this.isSwitchedOn;
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
    for (const channel of CHANNELS.keys()) {
      const delivery = { channel, event, incident, flapping, atMs: this.wallMs };
      const held = isHeld && this.isOn(channel) ? "flapping" : null;
      const reason = held ?? this.whyNot(delivery) ?? this.whyNotWhilePaused(event);
      this.deliveries.push({ ...delivery, state: reason === null ? "pending" : "suppressed", reason });
    }
  }

  /** Why a channel does not get this now. A recovery is sent only where its outage was sent, or may still be. */
  private whyNot({
    channel,
    event,
    incident,
  }: Pick<Delivery, "channel" | "event" | "incident">): string | null {
    if (!this.isOn(channel)) return "channel_off";
    if (event === "machine.offline") return null;
    const isOutageTold = this.deliveries.some(
      (other) =>
        other.channel === channel &&
        other.incident === incident &&
        other.event === "machine.offline" &&
        (other.state === "pending" || other.state === "delivered"),
    );
    return isOutageTold ? null : "offline_not_told";
  }

  /** Only that a machine is back is said during a pause. */
  private whyNotWhilePaused(event: ToldEvent): string | null {
    return this.isPaused && event !== "machine.online" ? "machine_paused" : null;
  }

  /** In order: what cannot be sent now holds up what comes after it on the same channel. */
  private send(channel: number, answer: Answer): void {
    for (const delivery of this.deliveries) {
      if (delivery.channel !== channel || delivery.state !== "pending") continue;
      // Who has paused it since knows, and nobody has to be told that it went.
      const isPausedSince = this.machine !== null && this.machine.pausedAtMs > delivery.atMs;
      const reason = this.whyNot(delivery) ?? (isPausedSince ? this.whyNotWhilePaused(delivery.event) : null);
      if (reason !== null) Object.assign(delivery, { state: "suppressed", reason });
      else if (answer === "ok") delivery.state = "delivered";
      else if (answer === "gone") Object.assign(delivery, { state: "dead", reason: "refused" });
      else return;
    }
  }
}
