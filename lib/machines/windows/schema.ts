import { z } from "zod";
import { nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { machineScopeSchema, machineScopeViewSchema } from "../machine-scope";
import { windowTimesSchema, windowTimesViewSchema } from "./window-times";

const MAX_SHOWN = 100;

const fields = {
  name: nameText({ min: 1, max: 100 }),
  scope: machineScopeSchema,
  times: windowTimesSchema,
  is_active: z.boolean().optional(),
};

/** Body of POST /api/v1/windows. */
export const createWindowSchema = z.strictObject(fields).meta({ id: "WindowInput" });
export type CreateWindowInput = z.output<typeof createWindowSchema>;

/** Body of PATCH /api/v1/windows/:id: the fields of POST, all optional. */
export const updateWindowSchema = createWindowSchema.partial().meta({ id: "WindowChange" });
export type UpdateWindowInput = z.output<typeof updateWindowSchema>;

/** Body of POST /api/v1/windows/preview. */
export const previewWindowSchema = z.strictObject({ times: windowTimesSchema });

/** Query of GET /api/v1/windows/:id/occurrences. */
export const occurrencesQuerySchema = z.strictObject({
  count: z.coerce.number().int().min(1).max(MAX_SHOWN).default(5).describe("How many: 1 to 100."),
});

/** One occurrence of a window as /api/v1 shows it. */
export const occurrenceSchema = z
  .object({
    from_at: timeSchema,
    to_at: timeSchema.describe("It is over at this instant."),
    changed_s: z
      .number()
      .int()
      .describe("How much longer it is than its times say, because clocks change; negative: shorter."),
  })
  .meta({ id: "Occurrence" });
export type OccurrenceView = z.output<typeof occurrenceSchema>;

export const occurrencesSchema = z.object({ data: z.array(occurrenceSchema) });

/** A window as /api/v1 shows it. */
export const windowSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    scope: machineScopeViewSchema,
    times: windowTimesViewSchema,
    is_active: z.boolean(),
    is_running: z.boolean(),
    from_at: timeSchema.nullable().describe("Of the occurrence that runs or comes next; null: none comes."),
    to_at: timeSchema.nullable(),
    problem: z.string().nullable().describe("Why it cannot be followed, as a sentence; null: it can."),
    created_by: z.string(),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: "Window" });
export type WindowView = z.output<typeof windowSchema>;
