import { logger } from "@/lib/base/logger";
import { SeldomEach } from "@/lib/base/seldom";
import type { Database } from "@/lib/db/client";
import type { ChannelType } from "../../messages/channel-type";
import type { Claims } from "./claims";
import { listExpired } from "./delivery-data";
import { endDeliveries } from "./delivery-mutations";
import { logOutcome } from "./log-outcome";

/** Nobody notices a minute in 25 hours. */
const LOOK_EVERY_MS = 60_000;

const ENDING = { state: "dead", reason: "expired" } as const;

/** Where nothing is tried: types of channels that cannot be used, and channels whose destination does not answer. */
type Untried = { types: readonly ChannelType[]; channelIds: readonly number[] };

/** Gives up deliveries that have waited too long where nothing is tried. */
export class Expiry {
  private readonly log = logger("outbox");
  private readonly looking = new SeldomEach(LOOK_EVERY_MS);

  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
  ) {}

  async giveUp({ types, channelIds }: Untried): Promise<void> {
    const nowMs = performance.now();
    const untried = {
      types: types.map(({ type }) => type).filter((type) => this.looking.isTime(type, nowMs)),
      channelIds: channelIds.filter((id) => this.looking.isTime(String(id), nowMs)),
    };
    if (untried.types.length + untried.channelIds.length === 0) return;
    const ids = await listExpired(this.database, { ...untried, now: new Date() });
    if (ids.length === 0) return;
    const { token, rows } = await this.claims.take({ ids });
    const ended = rows.map(({ delivery }) => ({ delivery, token, ending: ENDING, attempt: null }));
    const ours = await endDeliveries(this.database, ended);
    for (const each of ended) logOutcome({ log: this.log, ended: each, isOurs: ours.has(each.delivery.id) });
  }
}
