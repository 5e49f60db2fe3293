import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { Lease } from "@/lib/db/leases/lease";
import { PING_INTERVAL_MS } from "@/lib/overview/deadman/constants";
import { pingDeadman } from "@/lib/overview/deadman/ping-deadman";
import type { Job } from "../schedule";

/** Pings DEADMAN_URL every minute while all is well; a withheld ping is retried every second. One worker does this. */
export function deadmanJob({ database, lease, url }: { database: Database; lease: Lease; url: string }): Job {
  const log = logger("deadman");
  let doneMs: number | null = null;
  let isWithheld = false;

  return {
    name: "deadman",
    async run() {
      if (doneMs !== null && performance.now() - doneMs < PING_INTERVAL_MS) return;
      if (!(await lease.hold())) return;
      const outcome = await pingDeadman({ database, url });
      if (outcome.kind === "withheld") {
        if (!isWithheld)
          log.warn({ checks: outcome.health.checks }, "The hub is not healthy; its ping is withheld");
        isWithheld = true;
        return;
      }
      doneMs = performance.now();
      isWithheld = false;
      if (!outcome.ping.ok) log.warn({ outcome: outcome.ping.message }, "The ping did not arrive");
    },
  };
}
