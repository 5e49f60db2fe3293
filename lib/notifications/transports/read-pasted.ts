import { z } from "zod";
import type { ChannelType } from "../messages/channel-type";
import type { Pasted } from "../messages/pasted";
import { CHANNEL_TYPES } from "./registry";

export type Reading = Pasted & { type: string };

/**
 * The types of channels that a pasted address may be of, with what it says about each: the one that it is certain to be, or
 * else all that it could be. Empty: nobody can read it.
 */
export function readPasted(text: string): Reading[] {
  const readings = CHANNEL_TYPES.flatMap((type) => {
    const pasted = type.readPasted?.(text) ?? null;
    return pasted === null ? [] : { type, pasted };
  });
  const certain = readings.filter(({ pasted }) => pasted.isCertain);
  const accepted = (certain.length > 0 ? certain : readings).filter(isAccepted);
  const read = accepted.map(({ type, pasted }) => ({ type: type.type, ...pasted }));
  return certain.length > 0 ? read.slice(0, 1) : read;
}

function isAccepted({ type, pasted }: { type: ChannelType; pasted: Pasted }): boolean {
  return z.strictObject(type.fields).partial().safeParse(pasted.fields).success;
}
