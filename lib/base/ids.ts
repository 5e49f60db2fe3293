import { z } from "zod";

// What an INTEGER column of PostgreSQL holds; a larger id cannot exist.
export const MAX_ID = 2_147_483_647;

/** A zod type for an id in an address or a query: decimal digits in, a number that the databases take out. */
export const idSchema = z
  .string()
  .regex(/^\d{1,10}$/, "must be a number")
  .transform(Number)
  .pipe(z.number().int().min(1, "must be a positive number").max(MAX_ID, "is larger than any there is"));

const MAX_BULK = 1_000;

/** A zod type for the ids in a request about many things at once (`what`: "machine"); each counts once. */
export const idsSchema = (what: string) =>
  z
    .array(z.number().int().min(1).max(MAX_ID))
    .min(1, `name at least one ${what}`)
    .max(MAX_BULK, `at most ${MAX_BULK} ${what}s at once`)
    .transform((list) => [...new Set(list)]);
