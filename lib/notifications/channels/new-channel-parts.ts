import { parse } from "@/lib/api/parse";
import { readAllowedNetworks } from "@/lib/people/instance/allowed-networks";
import type { ChannelType } from "../messages/channel-type";
import { type OwnFields, refuseMistakes, tidy, toConfig } from "./own-fields";
import { refuseForbiddenAddress } from "./refuse-forbidden-address";

/**
 * The config and the secrets of a new channel with these fields of its type. Throws AppError "unprocessable" for what the
 * type does not accept, and for an address to which nothing may be sent.
 */
export async function newChannelParts(
  type: ChannelType,
  given: OwnFields,
): Promise<{ config: object; secrets: object }> {
  const fields = tidy({ type, fields: given, isNew: true });
  const { networks: allow } = await readAllowedNetworks();
  refuseForbiddenAddress({ type, fields, allow });
  const secrets: object = parse(type.secrets, { ...type.makeSecrets?.(), ...fields });
  const config = toConfig({ type, fields, secrets });
  refuseMistakes(type, { config, secrets });
  return { config, secrets };
}
