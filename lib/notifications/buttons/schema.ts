import { z } from "zod";
import { acknowledgedSchema } from "@/lib/incidents/acknowledgements/schema";

/** Body of POST /api/v1/acknowledgements: the `lsb_…` of the button. */
export const pressButtonSchema = z.strictObject({ token: z.string().max(100) });

/** What became of it. It says nothing about who else has acknowledged the incident. */
export const pressedButtonSchema = acknowledgedSchema.pick({ outcome: true, message: true });
