import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { explainTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { type ChannelAddress, parseAddress } from "../messages/address";
import { findChannel } from "./data";
import { channelNotFound, getChannel } from "./get-channel";
import { type ChannelFields, updateChannelRow } from "./mutations";
import { refuseForbiddenUrl } from "./refuse-forbidden-url";
import type { ChannelView, updateChannelSchema } from "./schema";

type Input = z.output<typeof updateChannelSchema>;

/**
 * Changes what a person may set on a channel. Throws AppError "not_found", "unprocessable" for what is of another type
 * of channel or an address that webhooks may not go to, or "conflict" when the name is taken.
 */
export async function updateChannel({
  scope,
  id,
  input,
  now,
}: {
  scope: TeamScope;
  id: number;
  input: Input;
  now: Date;
}): Promise<ChannelView> {
  requirePermission(scope, "channels.write");
  const channel = await findChannel({ scope, id });
  if (channel === null) throw channelNotFound();
  const address = changeAddress({ address: parseAddress(channel), input });
  const fields: ChannelFields = {
    ...(input.name !== undefined && { name: input.name }),
    ...(address !== null && { address }),
    ...(input.events !== undefined && { events: input.events }),
    ...(input.is_active !== undefined && { isActive: input.is_active }),
    ...(input.secret !== undefined && { secret: seal(input.secret, sealKey()) }),
  };
  const isFound = await explainTakenName({ noun: "channel", name: input.name }, () =>
    updateChannelRow({ scope, id, fields, now }),
  );
  if (!isFound) throw channelNotFound();
  return getChannel({ scope, id });
}

const FIELDS_OF = { webhook: ["url", "secret"], telegram: ["chat_id", "message_thread_id"] } as const;
const OTHER_TYPE = { webhook: "telegram", telegram: "webhook" } as const;

/** The address with what is new in it; null when nothing is. */
function changeAddress({ address, input }: { address: ChannelAddress; input: Input }): ChannelAddress | null {
  const stray = FIELDS_OF[OTHER_TYPE[address.type]].filter((field) => input[field] !== undefined);
  if (stray.length > 0) {
    const problem = `does not belong to a ${address.type} channel`;
    throw new AppError("unprocessable", `${stray.join(", ")}: ${problem}.`, {
      fields: Object.fromEntries(stray.map((field) => [field, problem])),
    });
  }
  if (address.type === "webhook") {
    if (input.url === undefined) return null;
    refuseForbiddenUrl(input.url);
    return { ...address, url: input.url };
  }
  if (input.chat_id === undefined && input.message_thread_id === undefined) return null;
  return {
    ...address,
    ...(input.chat_id !== undefined && { chatId: input.chat_id }),
    ...(input.message_thread_id !== undefined && { threadId: input.message_thread_id }),
  };
}
