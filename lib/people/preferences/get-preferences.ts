import type { PersonScope } from "../teams/scope";
import { findPreferences } from "./data";
import type { Preferences } from "./schema";
import { toPreferences } from "./view";

/** How the person wants pages to look. */
export async function getPreferences(scope: PersonScope): Promise<Preferences> {
  return toPreferences(await findPreferences(scope));
}
