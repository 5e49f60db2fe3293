import { z } from "zod";
import type { AcknowledgementRecord } from "@/lib/db/models";
import { ENDINGS, WAYS, type Way } from "./constants";

/** An acknowledgement or snooze, and how it ended if it ended before the incident. */
export type Act = {
  by: string;
  via: Way;
  atMs: number;
  /** The end of a snooze; null: not a snooze. */
  untilMs: number | null;
  /** Null: still active, or still active when the incident ended. */
  ending: (typeof ENDINGS)[number] | null;
  endedAtMs: number | null;
  endedBy: string | null;
};

/** An acknowledgement from its row. */
export function toAct(row: AcknowledgementRecord): Act {
  return {
    by: row.name,
    via: z.enum(WAYS).parse(row.via),
    atMs: row.createdAt.getTime(),
    untilMs: row.until?.getTime() ?? null,
    ending: z.enum(ENDINGS).nullable().parse(row.ending),
    endedAtMs: row.endedAt?.getTime() ?? null,
    endedBy: row.endedBy,
  };
}
