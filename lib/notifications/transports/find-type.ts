import type { ChannelType } from "../messages/channel-type";
import { CHANNEL_TYPES } from "./registry";

/** The type of this name. Throws when this version of LunaSentri knows none. */
export function getType(name: string): ChannelType {
  const found = CHANNEL_TYPES.find(({ type }) => type === name);
  if (found === undefined) throw new Error(`a channel has the unknown type ${name}`);
  return found;
}

/** The names of the types with this pace. */
export function namesPaced(pace: ChannelType["pace"]): string[] {
  return CHANNEL_TYPES.filter((each) => each.pace === pace).map(({ type }) => type);
}

/** Where a channel's row leads. */
export type Place = {
  type: ChannelType;
  /** The parsed config column; only `type` knows what it holds. */
  config: object;
};

/** Where a channel's row leads. Throws when its type is unknown or its config is not of that type. */
export function placeOf({ type, config }: { type: string; config: string }): Place {
  const known = getType(type);
  return { type: known, config: known.parseConfig(JSON.parse(config)) };
}
