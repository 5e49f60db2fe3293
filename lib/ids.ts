import { z } from "zod";

// What an INTEGER column of PostgreSQL holds; a larger id cannot exist.
export const MAX_ID = 2_147_483_647;

/** A zod type for an id in an address or a query: decimal digits in, a number that the databases take out. */
export const idSchema = z
  .string()
  .regex(/^\d{1,10}$/, "must be a number")
  .transform(Number)
  .pipe(z.number().int().min(1, "must be a positive number").max(MAX_ID, "is larger than any there is"));
