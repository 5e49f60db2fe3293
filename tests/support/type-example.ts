import type { Pasted } from "@/lib/notifications/messages/pasted";

/** A channel of a type, for the checks that all types must pass: `example` in example.fixture.ts of the type's folder. */
export type TypeExample = {
  /** The fields of its own, with a value for every secret. */
  fields: Record<string, unknown>;
  /** The text for people in the body of one of its requests; null: a request without any. */
  textOf: (body: unknown) => string | null;
  /** How a machine's name appears in that text; absent: on one line, without direction changes. */
  showName?: (name: string) => string;
  /** Addresses that people paste, and what its `readPasted` says of each (transports/read-pasted.test.ts). */
  pasted?: Record<string, Pasted>;
  /** How the service answers a message that it takes; absent: 200 and `{}`. */
  accepted?: { status: number; body: string };
};
