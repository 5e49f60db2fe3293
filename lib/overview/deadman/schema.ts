import { z } from "zod";

/** The result of the latest ping of DEADMAN_URL, as the settings table keeps it (JSON). */
export const pingSchema = z.object({ at: z.string(), ok: z.boolean(), message: z.string() });
export type Ping = z.output<typeof pingSchema>;

/** The dead man's switch as the instance page shows it; never the address, which is a secret. */
export type DeadmanView = {
  /** Where pings go; null: DEADMAN_URL is not set. */
  host: string | null;
  last: Ping | null;
};
