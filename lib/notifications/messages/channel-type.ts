import type { Dispatcher } from "undici";
import type { z } from "zod";
import type { Database } from "@/lib/db/client";
import type { OutboundAnswer } from "@/lib/http/outbound";
import type { IncidentStatuses } from "./incident-status";
import type { Message } from "./message";
import type { Pasted } from "./pasted";
import type { SendResult } from "./send-result";

/** At most this many messages in this much time. */
export type Rate = { count: number; windowMs: number };

export type TextLimit = { max: number; unit: "utf16" | "characters" | "bytes" };

export type Limits = {
  /** How long a text may be; null: no limit. */
  text: TextLimit | null;
  /** What this installation may send through all channels of the type together. */
  ratesOfAll: readonly Rate[];
  /** After a message, what follows within this time goes into the next one. 0: nothing is gathered. */
  gatherMs: number;
  /** The hard limit of one attempt, from its start to the end of the answer; at most 20 s. */
  timeoutMs: number;
  maxAnswerBytes: number;
};

/** A button that acknowledges the incident of a message, for services that can send a request by themselves. */
export type Button = {
  /** Takes a POST with `{"token": …}`. Whoever only opens it, such as a scanner of links, changes nothing. */
  url: string;
  /** A secret that works once: it goes into the body, never into an address. */
  token: string;
};

/** What one message says. */
export type Told = {
  /** Oldest first, and at least one. */
  messages: readonly Message[];
  /** The current state of the incidents in it. */
  incidentStatuses: IncidentStatuses;
  /** The same over all attempts to send this message, and never that of another one. */
  key: string;
  /** Where people find the hub; null: HUB_URL is not set. */
  hubUrl: string | null;
  /** The moment of sending. */
  now: Date;
  /** Only for types that have buttons, and messages about one open incident. */
  button?: Button;
};

/** Where a message goes: the clear-text part of the channel's row, and its secrets, opened. */
export type At<Config, Secrets> = {
  config: Config;
  secrets: Secrets;
  /** The secrets before these, while both are in use; null: only these are. */
  oldSecrets: Secrets | null;
};

export type OutRequest = {
  method: "POST" | "PUT" | "PATCH" | "GET";
  url: string;
  headers: Record<string, string>;
  /** Absent: a request without one, as GET is. */
  body?: string;
};

export type Answer = Extract<OutboundAnswer, { kind: "answered" }>;

/** What every transport may use. */
export type Transports = {
  database: Database;
  /** Guarded: it connects to no private address that is not allowed. */
  agent: Dispatcher;
  sealKey: Buffer;
};

/** One attempt to send a message. */
export type Sending<Config, Secrets> = {
  transports: Transports;
  channelId: number;
  at: At<Config, Secrets>;
  told: Told;
  /** Monotonic time after which nothing more is sent; infinite where nobody else would send it. */
  notAfterMs: number;
};

/** For most types: how a message looks on the wire, and what an answer means. */
type HttpWay<Config, Secrets> = {
  /**
   * Of several requests the last one decides; the others may fail without consequence. `installation` is a short name of
   * this hub, for keys that several hubs' messages must not share (incident-key.ts).
   */
  render(told: Told, at: At<Config, Secrets>, installation: string): OutRequest[];
  readAnswer(answer: Answer, nowMs: number, config: Config): SendResult;
};

/** For a type that is more than a request and its answer. Throws only when the database cannot answer. */
type OwnWay<Config, Secrets> = {
  send(sending: Sending<Config, Secrets>): Promise<SendResult>;
};

/** `gone`: the receiver no longer allows changes to this message. */
export type EditOutcome = "edited" | "gone" | "failed";

/** What a type needs to have set up once for the whole installation. */
export type InstanceSetup = {
  /** Why nothing can be sent right now, and what to do; null: no known problem. */
  findProblem(given: Pick<Transports, "database" | "sealKey">): Promise<string | null>;
  /** The gate that one worker sends through. */
  openGate(given: Pick<Transports, "database" | "sealKey">): Gate;
};

export type Gate = {
  /** Whether anything may be sent. While nothing may, the gate checks now and then whether that has changed. */
  isOpen(): Promise<boolean>;
  /** Closes the gate: the service has just refused the installation, with these words. */
  close(message: string): Promise<void>;
};

/**
 * A kind of channel: everything that the rest of LunaSentri knows about Telegram chats, webhooks and the like.
 * `Config` is what a channel's row holds in clear text. It contains no secret, so nothing that is made from it does.
 */
export type ChannelType<Config extends object = object, Secrets extends object = object> = {
  /** Its name in the API and in the database. */
  type: string;
  /** Its name for people. */
  label: string;
  /** What a channel of this type is, for docs/notifications.md. */
  summary: string;
  /** The fields of its own that the API takes, secret ones included. A field without which a channel works is optional. */
  fields: z.ZodRawShape;
  /** The schema of its config column, which the API shows. */
  config: z.ZodObject & z.ZodType<Config>;
  /** The schema of its secret column, which is sealed. The API shows nothing of it, except `forAdmins`. */
  secrets: z.ZodObject & z.ZodType<Secrets>;
  /** The field with the address that messages go to, if people choose it. */
  urlField?: string;
  /** Moves what people have pasted into one field to the fields where it belongs. */
  tidyFields?(
    fields: Readonly<Record<string, unknown>>,
    channel: { isNew: boolean },
  ): Readonly<Record<string, unknown>>;
  /**
   * Reads an address as people copy it, from the service itself or as Shoutrrr and Apprise write it; null: it is none of this
   * type. Pure, and throws for no text. What it reads is offered only if `fields` accepts it (transports/read-pasted.ts).
   */
  readPasted?(text: string): Pasted | null;
  /** What of a channel's fields does not fit together, in words by field; empty: nothing. */
  findMistakes?(at: { config: Config; secrets: Secrets }): Readonly<Record<string, string>>;
  /** What else no answer may give away, such as a token within a longer text that is a secret as a whole. */
  hiddenIn?(secrets: Secrets): readonly string[];
  /** Throws AppError "unprocessable" for a change that would give away secrets which are not shown. */
  refuseChange?(before: Secrets, given: Readonly<Record<string, unknown>>, config: Config): void;
  /** The readable part of the secrets: it is kept in the config, so that people recognise the channel. */
  showSecrets?(secrets: Secrets): Partial<Config>;
  /** What the API shows of the secrets to those who may change the channel; null to everybody else. */
  forAdmins?: { shape: Record<string, z.ZodNullable>; show(secrets: Secrets): object };
  /** Generates the secret that nobody has entered. Such a type shows it once, and can rotate it. */
  makeSecrets?(): { secret: string };
  /** Reads a secret that an older version sealed as plain text. */
  fromPlainSecret?(text: string): Partial<Secrets>;
  /** Takes the secrets out of a config that an older version wrote in clear text; null: this version wrote it. */
  takeSecrets?(config: unknown): { config: Config; secrets: Partial<Secrets> } | null;
  /** Where a channel leads, in one line for lists and logs. */
  masked(config: Config): string;
  /** Channels with the same destination are up or down together. */
  destination(config: Config): string;
  /** Channels with the same pace key share the receiver's limits. */
  paceKey(config: Config): string;
  /** `each`: one message for every event, in order (for programs). `gathered`: one for all that waits (for people). */
  pace: "each" | "gathered";
  /** What the receiver accepts under one pace key. */
  rates(config: Config): readonly Rate[];
  limits: Limits;
  /** The receiver drops a message whose key (Told.key) it has seen. A retry then sends exactly the same set. */
  isKeyed?: boolean;
  /** Its messages can have a button that sends a request by itself (Told.button). */
  hasButton?: boolean;
  instance?: InstanceSetup;
  /** Changes a message that was sent; absent: the service cannot. */
  edit?(editing: Sending<Config, Secrets> & { receipt: string }): Promise<EditOutcome>;
} & (HttpWay<Config, Secrets> | OwnWay<Config, Secrets>);

const MIN_LEASE_MS = 30_000;
const LEASE_RESERVE_MS = 5_000;

/** How long a claim is valid for attempts of this length: much longer than one of them takes. */
export function leaseFor({ timeoutMs }: Pick<Limits, "timeoutMs">): number {
  return Math.max(MIN_LEASE_MS, 2 * timeoutMs + LEASE_RESERVE_MS);
}
