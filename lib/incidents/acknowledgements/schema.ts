import { z } from "zod";
import { durationSchema } from "@/lib/base/duration-schema";
import { idsSchema } from "@/lib/base/ids";
import { timeSchema } from "@/lib/base/time";
import { MAX_SNOOZE_MS, MIN_SNOOZE_MS, WAYS } from "./constants";

const endFields = {
  until: z.iso
    .datetime({ offset: true, error: "must be a time such as 2026-03-01T08:00:00Z" })
    .transform((text) => new Date(text))
    .optional(),
  for: durationSchema({ minMs: MIN_SNOOZE_MS, maxMs: MAX_SNOOZE_MS }).optional(),
};
const hasNotTwoEnds = (input: { until?: Date | undefined; for?: number | undefined }) =>
  input.until === undefined || input.for === undefined;
const ONE_END = { message: "give either this or until", path: ["for"] };

/** Body of POST /api/v1/incidents/:id/acknowledgement: empty, or the end of a snooze as a time or a duration. */
export const acknowledgeSchema = z.strictObject(endFields).refine(hasNotTwoEnds, ONE_END);

export type AcknowledgeRequest = z.input<typeof acknowledgeSchema>;

const ids = idsSchema("incident");

/** Body of POST /api/v1/incidents/bulk: the same for many of them, or unacknowledge. */
export const bulkAcknowledgeSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("acknowledge"), ids, ...endFields }).refine(hasNotTwoEnds, ONE_END),
  z.strictObject({ action: z.literal("take_back"), ids }),
]);

/** Who has acknowledged an incident, as /api/v1 shows it. */
export const acknowledgementSchema = z
  .object({
    by: z.string().describe("Their name at that time."),
    user_id: z.number().int().nullable().describe("Null: somebody in a linked chat, or a deleted user."),
    via: z.enum(WAYS),
    at: timeSchema,
    until: timeSchema.nullable().describe("The end of a snooze; null: not a snooze."),
  })
  .meta({ id: "Acknowledgement" });
export type AcknowledgementView = z.output<typeof acknowledgementSchema>;

const held = acknowledgementSchema.nullable().describe("The active acknowledgement; null: none.");

/** Answer of POST /api/v1/incidents/:id/acknowledgement. */
export const acknowledgedSchema = z.object({
  outcome: z.enum(["acknowledged", "snoozed", "already_acknowledged", "closed"]),
  message: z.string().describe("The outcome as a sentence."),
  acknowledgement: held,
});

/** Answer of DELETE /api/v1/incidents/:id/acknowledgement. */
export const takenBackSchema = z.object({
  outcome: z.enum(["taken_back", "not_acknowledged", "closed"]),
  message: acknowledgedSchema.shape.message,
  acknowledgement: held,
});

/** Answer of POST /api/v1/incidents/bulk: the outcome for each incident. */
export const bulkAcknowledgedSchema = z.object({
  data: z.array(
    z.object({
      id: z.number().int(),
      outcome: z.enum([
        ...acknowledgedSchema.shape.outcome.options,
        ...takenBackSchema.shape.outcome.exclude(["closed"]).options,
        "not_found",
      ]),
      message: acknowledgedSchema.shape.message,
    }),
  ),
});
export type BulkAcknowledged = z.output<typeof bulkAcknowledgedSchema>;
