/** What came of one attempt. `message` is for people. */
export type SendResult =
  | { kind: "delivered"; httpStatus: number; message: string }
  | {
      kind: "failed";
      /** Null: there was no answer. */
      httpStatus: number | null;
      message: string;
      /** What the receiver asked for; null: nothing. */
      retryAfterMs: number | null;
      /** Trying again would not help. */
      isFinal: boolean;
    };

/** The hard limit of one attempt, from its start to the end of the answer. */
export const ATTEMPT_TIMEOUT_MS = 10_000;
