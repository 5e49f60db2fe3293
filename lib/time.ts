import { z } from "zod";

/** An instant as /api/v1 shows it: RFC 3339, UTC. */
export const timeSchema = z.string().meta({ format: "date-time" });
