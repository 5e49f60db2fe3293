import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { replanDeliveries } from "@/lib/notifications/outbox/sending/delivery-mutations";
import type { Job } from "../schedule";

const INTERVAL_MS = 10_000;

/** Every ten seconds, makes due what was planned before the clock was set back. */
export function replanJob({ database }: { database: Database }): Job {
  const log = logger("deliveries");
  let doneMs: number | null = null;

  return {
    name: "replan",
    async run() {
      if (doneMs !== null && performance.now() - doneMs < INTERVAL_MS) return;
      const count = await replanDeliveries(database);
      doneMs = performance.now();
      if (count > 0) log.warn({ count }, "The clock was set back; deliveries planned before are due now");
    },
  };
}
