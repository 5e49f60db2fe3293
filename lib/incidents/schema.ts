import { z } from "zod";
import { durationTextSchema } from "../duration";
import { idSchema } from "../ids";
import { timeSchema } from "../time";

/** Query of GET /api/v1/incidents. */
export const listIncidentsSchema = z.strictObject({
  status: z.enum(["open", "resolved"]).optional(),
  machine_id: idSchema.optional(),
});

/** An incident as /api/v1 shows it. */
export const incidentSchema = z
  .object({
    id: z.number().int(),
    kind: z.literal("offline"),
    machine_id: z.number().int(),
    machine_name: z.string(),
    started_at: timeSchema.describe("When the machine was last heard."),
    detected_at: timeSchema.describe("When the hub decided."),
    resolved_at: timeSchema.nullable(),
    offline_after: durationTextSchema.describe("The silence that was tolerated."),
    resolution: z
      .enum(["reported", "disabled"])
      .nullable()
      .describe("Why it closed: the machine reported again, or somebody disabled it."),
  })
  .meta({ id: "Incident" });
export type IncidentView = z.output<typeof incidentSchema>;
