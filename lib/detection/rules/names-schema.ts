import { z } from "zod";
import { idSchema } from "@/lib/base/ids";

const MAX_ASKED = 100;

const parts = z
  .string()
  .max(5_000)
  .transform((text) => text.split(",").filter((part) => part !== ""));

/** Query of GET /api/v1/rules/names: the machines of a rule's scope; without either, all. */
export const namesQuerySchema = z.strictObject({
  tags: parts.pipe(z.array(z.string()).max(MAX_ASKED)).optional().describe("Tags, separated by commas."),
  machines: parts
    .pipe(z.array(idSchema).max(MAX_ASKED))
    .optional()
    .describe("Ids of machines, separated by commas."),
});

/** Answer of GET /api/v1/rules/names. */
export const knownNamesSchema = z.object({
  names: z
    .object({
      filesystem: z.array(z.string()),
      interface: z.array(z.string()),
      temperature: z.array(z.string()),
      gauge: z.array(z.string()),
    })
    .describe("What the machines have, the most frequent first; at most 64 of a kind."),
  machines: z
    .array(z.object({ id: z.number().int(), name: z.string() }))
    .describe("Those that were looked at: at most twenty, the newest that have reported."),
});
export type KnownNames = z.output<typeof knownNamesSchema>;
