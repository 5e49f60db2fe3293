import type { ClaimedDelivery } from "@/lib/db/engine";
import type { Ending } from "./decide";

/** One try at sending. */
export type Attempt = {
  startedAt: Date;
  finishedAt: Date;
  isSuccess: boolean;
  httpStatus: number | null;
  message: string;
};

/** A claimed delivery, and what its attempt came to. */
export type EndedDelivery = {
  delivery: ClaimedDelivery;
  token: string;
  ending: Ending;
  /** Null: nothing was sent. */
  attempt: Attempt | null;
};
