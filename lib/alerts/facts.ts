import { z } from "zod";

const machine = z.object({
  id: z.number(),
  name: z.string(),
  hostname: z.string(),
  description: z.string(),
  status: z.enum(["offline", "online"]),
  last_seen: z.string(),
});

const incident = z.object({
  id: z.number(),
  started_at: z.string(),
  detected_at: z.string(),
  resolved_at: z.string().nullable(),
  offline_after_ms: z.number(),
});

/** The facts of a machine event at its moment, as the events table keeps them (JSON). Times RFC 3339 UTC. */
export const machineFactsSchema = z.object({ machine, incident });
export type MachineFacts = z.output<typeof machineFactsSchema>;
