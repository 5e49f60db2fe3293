import type { AcknowledgementRecord } from "@/lib/db/models";
import { type AcknowledgementView, acknowledgementSchema } from "./schema";

/** The part of an acknowledgement's row that is shown. */
export type ShownAcknowledgement = Pick<
  AcknowledgementRecord,
  "name" | "userId" | "via" | "createdAt" | "until"
>;

/** An acknowledgement row as /api/v1 shows it. */
export function toAcknowledgementView(row: ShownAcknowledgement): AcknowledgementView {
  return {
    by: row.name,
    user_id: row.userId,
    via: acknowledgementSchema.shape.via.parse(row.via),
    at: row.createdAt.toISOString(),
    until: row.until?.toISOString() ?? null,
  };
}
