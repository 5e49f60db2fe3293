import { env } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { send } from "@/lib/http/outbound";
import { outboundAgent } from "@/lib/http/outbound-agent";
import { KNOCK_TIMEOUT_MS } from "./constants";
import { isReachabilityAwaited } from "./data";
import { judgeReachability } from "./decide";
import { storeReachability } from "./mutations";

/** Requests the hub's own public address when many machines have gone silent together. One per worker. */
export class ReachabilityChecker {
  private readonly log = logger("reachability");
  private readonly agent = outboundAgent({ guard: null, proxies: env().proxies, connections: 1 });
  private running: Promise<void> | null = null;
  private isWanted = false;

  constructor(
    private readonly hub: {
      database: Database;
      /** HUB_URL. */
      url: string;
      massHoldMs: number;
      /** Called when deliveries that waited for the check may be sent. */
      onChecked: () => void;
    },
  ) {}

  /** Runs the check if any delivery waits for it. Never throws: such deliveries are sent without it a little later. */
  check(): Promise<void> {
    this.isWanted = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async stop(): Promise<void> {
    await this.running;
    await this.agent.destroy();
  }

  private async run(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      try {
        await this.ask();
      } catch (error) {
        this.log.error({ err: error }, "The result of a reachability check could not be recorded");
      }
    }
  }

  private async ask(): Promise<void> {
    const { database, url, massHoldMs, onChecked } = this.hub;
    if (!(await isReachabilityAwaited(database))) return;
    const answer = await send({
      agent: this.agent,
      method: "GET",
      url: `${url}/api/health`,
      timeoutMs: KNOCK_TIMEOUT_MS,
      doesBodyDecide: true,
    });
    const knock = judgeReachability({ url, answer });
    if (!knock.ok) this.log.warn({ outcome: knock.message }, "The hub could not reach itself at HUB_URL");
    await storeReachability(database, { knock, massHoldMs });
    onChecked();
  }
}
