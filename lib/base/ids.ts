import { z } from "zod";

// The largest value of an INTEGER column in PostgreSQL; a larger id cannot exist.
export const MAX_ID = 2_147_483_647;

/** A zod type for an id in a path or a query: decimal digits in, a number within the databases' range out. */
export const idSchema = z
  .string()
  .regex(/^\d{1,10}$/, "must be a number")
  .transform(Number)
  .pipe(z.number().int().min(1, "must be a positive number").max(MAX_ID, "is too large"));

const MAX_LISTED = 100;

/** A zod type for the ids in a query (`what`: "machine"), with commas between them; duplicates count once, and none is fine. */
export const idListSchema = (what: string) =>
  z
    .string()
    .max(MAX_LISTED * 12, "is too long")
    .default("")
    .transform((text) => [...new Set(text.split(",").filter((id) => id !== ""))])
    .pipe(z.array(idSchema).max(MAX_LISTED, `must name at most ${MAX_LISTED} ${what}s`))
    .describe(`Ids of ${what}s, with commas between them; others than the team's are left out.`);

const MAX_BULK = 1_000;

/** A zod type for the ids in a bulk request (`what`: "machine"); duplicates count once. */
export const idsSchema = (what: string) =>
  z
    .array(z.number().int().min(1).max(MAX_ID))
    .min(1, `must name at least one ${what}`)
    .max(MAX_BULK, `must name at most ${MAX_BULK} ${what}s`)
    .transform((list) => [...new Set(list)]);
