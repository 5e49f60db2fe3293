import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { FleetOrder, FleetTally } from "./reporting-fleet-child";

/** The agents of a whole fleet, which report from a process of their own. */
export class ReportingFleet {
  private readonly child: ChildProcess;

  /** `connections`: how many they share; null: each report opens its own. */
  constructor(hub: { url: string; intervalMs: number; connections: number | null }) {
    this.child = fork(path.join(import.meta.dirname, "reporting-fleet-child.ts"), {
      execArgv: ["--import", "tsx"],
    });
    this.order({ kind: "begin", ...hub });
  }

  start(apiKeys: readonly string[]): void {
    this.order({ kind: "start", apiKeys });
  }

  die(apiKeys: readonly string[]): void {
    this.order({ kind: "die", apiKeys });
  }

  /** What has happened since the latest tally. */
  async tally(): Promise<FleetTally> {
    const answered = once(this.child, "message");
    this.order({ kind: "tally" });
    const [tally] = (await answered) as [FleetTally];
    return tally;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }

  private order(order: FleetOrder): void {
    this.child.send(order);
  }
}
