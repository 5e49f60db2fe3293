import { getHealth } from "./get-health";
import type { HealthView } from "./schema";

const RECENT_MS = 1_000;

const WEB = {
  up: { ok: true, message: "The hub's pages are served.", age_ms: null },
  away: {
    ok: false,
    message:
      "The web process does not answer: pages and API are not available, but machines are heard and alerts are sent. If this lasts, see its log.",
    age_ms: null,
  },
};

/**
 * How the hub is, found out at most once a second, however many ask. `isWebUp`: whether the web process answers, which
 * only the process before it can say.
 */
export class RecentHealth {
  private foundAtMs = Number.NEGATIVE_INFINITY;
  private latest: Promise<HealthView> | null = null;

  constructor(private readonly isWebUp: () => Promise<boolean>) {}

  get(): Promise<HealthView> {
    const nowMs = performance.now();
    if (this.latest === null || nowMs - this.foundAtMs >= RECENT_MS) {
      this.foundAtMs = nowMs;
      this.latest = this.find();
    }
    return this.latest;
  }

  private async find(): Promise<HealthView> {
    const [health, isUp] = await Promise.all([getHealth(), this.isWebUp()]);
    const checks = { ...health.checks, web: isUp ? WEB.up : WEB.away };
    return { status: isUp ? health.status : "behind", checks };
  }
}
