/** So many messages in so long a time. */
export type Rate = { count: number; windowMs: number };

export type Limits = {
  /** How long a text may be; null: as long as it likes. */
  text: { max: number; unit: "utf16" | "characters" | "bytes" } | null;
  /** What this installation may send through all channels of the type together. */
  ratesOfAll: readonly Rate[];
  /** After a message, what follows within this time goes into the next one. 0: nothing is gathered. */
  gatherMs: number;
  /** The hard limit of one attempt, from its start to the end of the answer; at most 20 s. */
  timeoutMs: number;
  maxAnswerBytes: number;
};

/**
 * A kind of channel: everything that the rest of LunaSentri knows about Telegram chats, webhooks and the like.
 * `Config` is what a channel's row holds in clear text. It contains no secret, so nothing that is made from it does.
 */
export type ChannelType<Config extends object = object> = {
  /** Its name in the API and in the database. */
  type: string;
  /** Its name for people. */
  label: string;
  /** Parses the config column. */
  parseConfig(json: unknown): Config;
  /** Where a channel leads, in one line for lists and logs. */
  masked(config: Config): string;
  /** Channels with the same destination are up or down together. */
  destination(config: Config): string;
  /** Channels with the same pace key share the receiver's limits. */
  paceKey(config: Config): string;
  /** `each`: one message for every event, in order (for programs). `gathered`: one for all that waits (for people). */
  pace: "each" | "gathered";
  /** What the receiver takes under one pace key. */
  rates(config: Config): readonly Rate[];
  limits: Limits;
};

const MIN_LEASE_MS = 30_000;
const LEASE_RESERVE_MS = 5_000;

/** How long a claim holds for attempts of this length: much longer than one of them takes. */
export function leaseFor({ timeoutMs }: Pick<Limits, "timeoutMs">): number {
  return Math.max(MIN_LEASE_MS, 2 * timeoutMs + LEASE_RESERVE_MS);
}
