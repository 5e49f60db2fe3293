import type { ClaimedDelivery } from "@/lib/db/engine";
import type { Ending } from "./decide";

/** One attempt to send. */
export type Attempt = {
  startedAt: Date;
  finishedAt: Date;
  isSuccess: boolean;
  httpStatus: number | null;
  message: string;
};

/** A claimed delivery and the result of its attempt. */
export type EndedDelivery = {
  delivery: ClaimedDelivery;
  token: string;
  ending: Ending;
  /** Null: nothing was sent. */
  attempt: Attempt | null;
};
