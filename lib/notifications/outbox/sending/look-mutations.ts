import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { typesPaced } from "../../transports/channel-types";
import { findWaitingSince } from "./look-data";
import { LOOK_EVERY_MS, type Pace } from "./looks";

/**
 * Records, now and then, that this worker has found nothing more that it could send: health asks for that instead of
 * looking through what waits.
 */
export class Looks {
  private notedMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: Database,
    private readonly pace: Pace,
  ) {}

  /** `open`: the types of this pace that may be sent to right now. */
  async note(open: readonly string[]): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.notedMs < LOOK_EVERY_MS) return;
    this.notedMs = nowMs;
    await transaction(async (tx) => {
      const hub = await this.database.engine.openCommit(tx);
      const types = this.shutOf(open);
      const look = {
        lookedAt: new Date(hub.nowMs),
        waitingSince: await findWaitingSince(tx, { types, nowMs: hub.nowMs }),
      };
      const { pace } = this;
      await tx.outboxLook.upsert({ where: { pace }, create: { pace, ...look }, update: look });
    }, this.database);
  }

  /** The types of this pace that are not open. What no version of this pace knows counts among those that are sent one by one. */
  private shutOf(open: readonly string[]): { in: string[] } | { notIn: string[] } {
    const gathered = typesPaced("gathered").map(({ type }) => type);
    return this.pace === "gathered"
      ? { in: gathered.filter((type) => !open.includes(type)) }
      : { notIn: [...gathered, ...open] };
  }
}
