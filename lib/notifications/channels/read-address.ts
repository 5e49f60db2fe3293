import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { readPasted } from "../transports/read-pasted";
import type { AddressReadings } from "./schema";

/** The channels that a pasted address may lead to, as the fields that would add them; nothing is stored. */
export function readAddress({ scope, text }: { scope: TeamScope; text: string }): AddressReadings {
  requirePermission(scope, "channels.write");
  return {
    readings: readPasted(text).map(({ type, fields, left = [] }) => ({
      type,
      fields: { ...fields },
      left: [...left],
    })),
  };
}
