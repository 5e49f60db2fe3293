import {
  type Answer,
  type Command,
  OFFLINE_AFTER_MS,
  PAUSE_MS,
  TIME_PASSED_MS,
  type ToldEvent,
  type View,
} from "./command";

type Door = { pulseMs: number; isDeaf: boolean; hasSignedOff: boolean };
type Machine = {
  status: "pending" | "online" | "offline" | "disabled";
  ownThresholdMs: number | null;
  intervalMs: number | null;
  heardAtMs: number;
  deadlineMs: number | null;
  graceMs: number;
  door: Door | null;
  // Time of day.
  lastSeenMs: number;
  pausedUntilMs: number;
};
type Delivery = { channel: number; event: ToldEvent; incident: number; state: string; reason: string | null };

const CHANNELS = ["steady", "switched"];
const STEADY_FOR_MS = 5_000;
const DOOR_SILENT_MS = 1_500;

const newDoor = (pulseMs: number): Door => ({ pulseMs, isDeaf: false, hasSignedOff: false });

/** The rules of DESIGN in the fewest words: what the product has to do, written without any of its code. */
export class Model {
  private heardMs = 0;
  private wallMs = 0;
  private blindUntilMs = 0;
  private door = newDoor(0);
  private machine: Machine | null = null;
  private isSwitchedOn = true;
  private incidents = 0;
  private hasOpenIncident = false;
  private deliveries: Delivery[] = [];

  view(): View {
    return {
      heardMs: this.heardMs,
      machine: this.machine && { status: this.machine.status, deadlineMs: this.machine.deadlineMs },
      openIncidents: this.hasOpenIncident ? 1 : 0,
      incidents: this.incidents,
      deliveries: this.deliveries.map(({ channel, event, state, reason }) =>
        [CHANNELS[channel], event, state, reason].filter((part) => part !== null).join(" "),
      ),
    };
  }

  apply(command: Command): void {
    this.wallMs += 1;
    switch (command.kind) {
      case "hear":
        this.heardMs += command.ms;
        if (!this.door.isDeaf && !this.door.hasSignedOff) this.door.pulseMs = this.heardMs;
        return;
      case "go_blind":
        this.blindUntilMs = this.heardMs;
        return;
      case "door_falls_deaf":
        this.door.isDeaf = true;
        return;
      case "door_signs_off":
        this.door.hasSignedOff = true;
        return;
      case "report":
        this.report(command.intervalMs);
        return;
      case "sweep":
        if (this.machine?.status !== "online" || this.isPaused || !this.isDueAt(this.heardMs)) return;
        this.machine.status = "offline";
        this.incidents += 1;
        this.hasOpenIncident = true;
        this.tell("machine.offline");
        return;
      case "set_threshold":
        this.setThreshold(command.ms);
        return;
      case "pause":
        if (this.machine !== null) this.machine.pausedUntilMs = this.wallMs + PAUSE_MS;
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
          door: null,
          lastSeenMs: 0,
          pausedUntilMs: Number.NEGATIVE_INFINITY,
        };
        return;
      case "toggle_channel":
        this.isSwitchedOn = !this.isSwitchedOn;
        return;
      case "send":
        for (const channel of CHANNELS.keys()) this.send(channel, command.answer);
    }
  }

  private report(intervalMs: number | null): void {
    const { machine } = this;
    if (machine === null) return;
    if (this.door.isDeaf || this.door.hasSignedOff) this.door = newDoor(this.heardMs);
    if (machine.status === "disabled") return;
    if (machine.status === "offline") {
      this.hasOpenIncident = false;
      this.tell("machine.online");
    } else if (machine.status === "online" && this.wasDueUnseen(machine)) {
      this.incidents += 1;
      this.tell("machine.offline");
      this.tell("machine.online");
    }
    machine.status = "online";
    machine.intervalMs = intervalMs ?? machine.intervalMs;
    machine.heardAtMs = this.heardMs;
    machine.deadlineMs = this.heardMs + this.thresholdMs(machine);
    machine.graceMs = this.graceMs(machine);
    machine.door = this.door;
    machine.lastSeenMs = this.wallMs;
  }

  private get isPaused(): boolean {
    return this.machine !== null && this.wallMs < this.machine.pausedUntilMs;
  }

  /** For five seconds already, and not under a pause, so that some worker would have seen it. */
  private wasDueUnseen({ pausedUntilMs }: Machine): boolean {
    return this.wallMs - STEADY_FOR_MS >= pausedUntilMs && this.isDueAt(this.heardMs - STEADY_FOR_MS);
  }

  /**
   * Overdue; and two intervals of heard time lie behind the latest deafness, or it is overdue by that much, unless a
   * pause fell into its silence.
   */
  private isDueAt(atMs: number): boolean {
    const { machine } = this;
    if (machine === null || machine.deadlineMs === null || atMs < machine.deadlineMs) return false;
    const { door, deadlineMs, graceMs } = machine;
    const isDoorSilent = door !== null && !door.hasSignedOff && this.heardMs - door.pulseMs > DOOR_SILENT_MS;
    const deafUntilMs = Math.max(this.blindUntilMs, isDoorSilent ? door.pulseMs : 0);
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

  private tell(event: ToldEvent): void {
    for (const channel of CHANNELS.keys()) {
      const delivery = { channel, event, incident: this.incidents };
      const reason = this.whyNot(delivery) ?? (this.isPaused ? "machine_paused" : null);
      this.deliveries.push({ ...delivery, state: reason === null ? "pending" : "suppressed", reason });
    }
  }

  /** Why a channel is not told of this at present. A recovery is told only where its outage was, or may still be. */
  private whyNot({ channel, event, incident }: Omit<Delivery, "state" | "reason">): string | null {
    if (!this.isOn(channel)) return "channel_off";
    if (event === "machine.offline") return null;
    const outage = this.deliveries.find(
      (other) =>
        other.channel === channel && other.incident === incident && other.event === "machine.offline",
    );
    return outage?.state === "pending" || outage?.state === "delivered" ? null : "offline_not_told";
  }

  /** In order: what cannot be sent now holds up what comes after it on the same channel. */
  private send(channel: number, answer: Answer): void {
    for (const delivery of this.deliveries) {
      if (delivery.channel !== channel || delivery.state !== "pending") continue;
      const isOff = !this.isOn(channel);
      const reason = this.isPaused && !isOff ? "machine_paused" : this.whyNot(delivery);
      if (reason !== null) Object.assign(delivery, { state: "suppressed", reason });
      else if (answer === "ok") delivery.state = "delivered";
      else if (answer === "gone") Object.assign(delivery, { state: "dead", reason: "refused" });
      else return;
    }
  }
}
