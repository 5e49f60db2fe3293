/**
 * What a failure is attributed to.
 * - `network`: the receiver did not answer, or not in its own words. It is tried again.
 * - `message`: the receiver does not accept this one message. It is given up; the channel works.
 * - `channel`: the receiver accepts nothing more from this channel. The team is notified of that.
 * - `instance`: what is set up once for the whole installation is wrong. Everything waits, and no attempt is counted.
 */
export type Blame = "network" | "message" | "channel" | "instance";

export type FailedSend = {
  kind: "failed";
  /** Null: no answer. */
  httpStatus: number | null;
  message: string;
  /** What the receiver asked for; null: nothing. */
  retryAfterMs: number | null;
  blame: Blame;
  /** After this many attempts a message that is tried again is given up as one that the receiver refuses; absent: never. */
  maxAttempts?: number;
  /** The private network that an admin of the installation would have to allow first. */
  network?: string;
};

/** The result of one attempt. `message` is for people. */
export type SendResult =
  | {
      kind: "delivered";
      httpStatus: number;
      message: string;
      /** The receiver's name for the message, with which it can be changed later; null: it cannot. */
      receipt: string | null;
    }
  | FailedSend;
