import { z } from "zod";
import { DENSITIES, MACHINE_COLUMNS } from "./constants";
import type { Preferences } from "./schema";

// Another version may have written what this one does not know: the rest counts.
const storedSchema = z.object({
  machine_list: z
    .object({
      columns: z
        .array(z.string())
        .transform((names) => MACHINE_COLUMNS.filter((column) => names.includes(column)))
        .nullable()
        .catch(null),
      density: z.enum(DENSITIES).catch("comfortable"),
    })
    .catch({ columns: null, density: "comfortable" }),
});

/** What a person has chosen, from the column of their account; what they have not chosen is as usual. */
export function toPreferences(stored: string | null): Preferences {
  return storedSchema.parse(stored === null ? {} : JSON.parse(stored));
}
