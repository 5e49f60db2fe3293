import { z } from "zod";
import { idSchema } from "../ids";

/** Query of GET /api/v1/incidents. */
export const listIncidentsSchema = z.strictObject({
  status: z.enum(["open", "resolved"]).optional(),
  machine_id: idSchema.optional(),
});

/** An incident as /api/v1 shows it. Times RFC 3339 UTC. */
export const incidentSchema = z.object({
  id: z.number().int(),
  kind: z.literal("offline"),
  machine_id: z.number().int(),
  machine_name: z.string(),
  /** When the machine was last heard. */
  started_at: z.string(),
  /** When the hub decided. */
  detected_at: z.string(),
  resolved_at: z.string().nullable(),
  /** The silence that was tolerated. */
  offline_after: z.string(),
  /** Why it closed: the machine reported again, or somebody disabled it. */
  resolution: z.enum(["reported", "disabled"]).nullable(),
});
export type IncidentView = z.output<typeof incidentSchema>;
