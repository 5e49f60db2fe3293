import { z } from "zod";
import { DENSITIES, MACHINE_COLUMNS } from "./constants";

const columns = z.array(z.enum(MACHINE_COLUMNS));
const machineList = {
  columns: columns
    .nullable()
    .describe("The columns that are shown, as far as they fit; null: the usual ones."),
  density: z.enum(DENSITIES),
};

/** How a person wants pages to look, as GET /api/v1/me/preferences returns it. */
export const preferencesSchema = z
  .object({ machine_list: z.object(machineList) })
  .meta({ id: "Preferences" });
export type Preferences = z.output<typeof preferencesSchema>;

/** Body of PATCH /api/v1/me/preferences: what is absent stays. */
export const updatePreferencesSchema = z.strictObject({
  machine_list: z
    .strictObject({
      ...machineList,
      columns: columns.transform((names) => [...new Set(names)]).nullable(),
    })
    .partial()
    .optional(),
});
export type PreferencesUpdate = z.output<typeof updatePreferencesSchema>;
