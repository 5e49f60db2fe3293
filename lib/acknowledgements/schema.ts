import { z } from "zod";
import { durationSchema } from "../duration-schema";
import { timeSchema } from "../time";
import { MAX_SNOOZE_MS, MIN_SNOOZE_MS, WAYS } from "./constants";

/** Body of POST /api/v1/incidents/:id/acknowledgement: nothing, or the end of a snooze as an instant or as how long it is. */
export const acknowledgeSchema = z
  .strictObject({
    until: z.iso
      .datetime({ offset: true, error: "must be a time such as 2026-03-01T08:00:00Z" })
      .transform((text) => new Date(text))
      .optional(),
    for: durationSchema({ minMs: MIN_SNOOZE_MS, maxMs: MAX_SNOOZE_MS }).optional(),
  })
  .refine((input) => input.until === undefined || input.for === undefined, {
    message: "give either this or until",
    path: ["for"],
  });

/** Who is on an incident, as /api/v1 shows it. */
export const acknowledgementSchema = z
  .object({
    by: z.string().describe("Their name when they said so."),
    user_id: z
      .number()
      .int()
      .nullable()
      .describe("Null: somebody in a linked chat, or a person who is gone."),
    via: z.enum(WAYS),
    at: timeSchema,
    until: timeSchema.nullable().describe("The end of a snooze; null: it has none."),
  })
  .meta({ id: "Acknowledgement" });
export type AcknowledgementView = z.output<typeof acknowledgementSchema>;

const held = acknowledgementSchema.nullable().describe("Who is on it now; null: nobody.");

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
