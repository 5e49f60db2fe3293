import type { ChannelType } from "../messages/channel-type";
import { CHANNEL_TYPES } from "./registry";

/** The type of this name, or null. */
export function findType(name: string): ChannelType | null {
  return CHANNEL_TYPES.find(({ type }) => type === name) ?? null;
}

/** The type of this name. Throws when this version of LunaSentri does not know it. */
export function getType(name: string): ChannelType {
  const found = findType(name);
  if (found === null) throw new Error(`a channel has the unknown type ${name}`);
  return found;
}

/** The name of a type for people, also of one that this version does not know. */
export function labelOf(name: string): string {
  return findType(name)?.label ?? name;
}

/** The types with this pace. */
export function typesPaced(pace: ChannelType["pace"]): ChannelType[] {
  return CHANNEL_TYPES.filter((each) => each.pace === pace);
}
