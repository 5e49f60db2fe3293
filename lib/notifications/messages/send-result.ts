/**
 * Whose trouble a failure is.
 * - `network`: the receiver did not answer, or not in its own words. It is tried again.
 * - `message`: the receiver does not take this one message. It is given up; the channel works.
 * - `channel`: the receiver takes nothing from this channel any more. The team is notified of that.
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
};

/** What came of one attempt. `message` is for people. */
export type SendResult =
  | {
      kind: "delivered";
      httpStatus: number;
      message: string;
      /** What the receiver calls the message, where it can be changed later; null: nothing. */
      receipt: string | null;
    }
  | FailedSend;
