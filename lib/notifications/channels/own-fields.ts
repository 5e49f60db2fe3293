import { z } from "zod";
import { parse } from "@/lib/api/parse";
import { AppError } from "@/lib/base/errors";
import type { ChannelType } from "../messages/channel-type";

export type OwnFields = Record<string, unknown>;

/**
 * Checks what a change says about the fields that only this type has. Throws AppError "unprocessable" for fields of other
 * types and for values that this type does not accept.
 */
export function parseOwnFields(type: ChannelType, given: OwnFields): OwnFields {
  const stray = Object.keys(given).filter((field) => !(field in type.fields));
  if (stray.length > 0) {
    const problem = `does not belong to a ${type.type} channel`;
    throw new AppError("unprocessable", `${stray.join(", ")}: ${problem}.`, {
      fields: Object.fromEntries(stray.map((field) => [field, problem])),
    });
  }
  const parsed = Object.entries(parse(z.strictObject(type.fields).partial(), given));
  // What was not given is not changed, also where a new channel has a default.
  const fields = Object.fromEntries(parsed.filter(([field]) => field in given));
  return tidy({ type, fields, isNew: false });
}

/** The fields with everything in its place. `isNew`: of a channel that is being added. */
export function tidy({
  type,
  fields,
  isNew,
}: {
  type: ChannelType;
  fields: OwnFields;
  isNew: boolean;
}): OwnFields {
  return { ...(type.tidyFields?.(fields, { isNew }) ?? fields) };
}

/** Throws AppError "unprocessable" for fields that a type accepts one by one and not together. */
export function refuseMistakes(type: ChannelType, at: { config: object; secrets: object }): void {
  const fields = type.findMistakes?.(at) ?? {};
  const [first] = Object.entries(fields);
  if (first !== undefined)
    throw new AppError("unprocessable", `${first[0]} ${first[1]}.`, { fields: { ...fields } });
}

/** The config of a new channel with these fields. */
export function toConfig({
  type,
  fields,
  secrets,
}: {
  type: ChannelType;
  fields: OwnFields;
  secrets: object;
}): object {
  return type.config.parse({ ...fields, ...type.showSecrets?.(secrets) });
}

/**
 * A channel's config and secrets after some of its fields have changed; null: that part stays as it is. Throws AppError
 * "unprocessable" for what its type does not accept.
 */
export function changeFields({
  type,
  config,
  secrets,
  given,
}: {
  type: ChannelType;
  config: object;
  /** Null: they cannot be read. */
  secrets: object | null;
  given: OwnFields;
}): { config: object | null; secrets: object | null } {
  if (secrets !== null) type.refuseChange?.(secrets, given, config);
  const names = Object.keys(given);
  const isAboutSecrets = names.some((field) => field in type.secrets.shape);
  const changed = isAboutSecrets ? parse(type.secrets, { ...secrets, ...given }) : null;
  const shown = changed === null ? {} : type.showSecrets?.(changed);
  const isAboutConfig =
    names.some((field) => field in type.config.shape) || Object.keys(shown ?? {}).length > 0;
  const newConfig = isAboutConfig ? type.config.parse({ ...config, ...given, ...shown }) : null;
  const newSecrets = changed ?? secrets;
  if (newSecrets !== null) refuseMistakes(type, { config: newConfig ?? config, secrets: newSecrets });
  return { config: newConfig, secrets: changed };
}
