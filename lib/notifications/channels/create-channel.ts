import type { z } from "zod";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { explainTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { ChannelAddress } from "../messages/address";
import { findActivity } from "./data";
import { insertChannel } from "./mutations";
import { refuseForbiddenUrl } from "./refuse-forbidden-url";
import { type createChannelSchema, createdChannelSchema } from "./schema";
import { findTelegramProblem } from "./telegram-problem";
import { toChannelView } from "./view";
import { makeWebhookSecret } from "./webhook-secret";

type Input = z.output<typeof createChannelSchema>;

/** Adds a channel; a webhook's secret, given or made, is in this answer and never again. Throws AppError "conflict" when the name is taken, "unprocessable" for an address that webhooks may not go to. */
export async function createChannel({
  scope,
  input,
  now,
}: {
  scope: TeamScope;
  input: Input;
  now: Date;
}): Promise<z.output<typeof createdChannelSchema>> {
  requirePermission(scope, "channels.write");
  if (input.type === "webhook") refuseForbiddenUrl(input.url);
  const secret = input.type === "webhook" ? (input.secret ?? makeWebhookSecret()) : null;
  const fields = {
    name: input.name,
    address: addressOf(input),
    events: input.events ?? null,
    isActive: input.is_active ?? true,
    secret: secret === null ? null : seal(secret, sealKey()),
  };
  const channel = await explainTakenName({ noun: "channel", name: input.name }, () =>
    insertChannel({ scope, fields, now }),
  );
  const telegramProblem = await findTelegramProblem([channel]);
  return createdChannelSchema.parse({
    ...toChannelView({ channel, activity: await findActivity(channel), telegramProblem }),
    ...(secret !== null && { secret }),
  });
}

function addressOf(input: Input): ChannelAddress {
  if (input.type === "webhook") return { type: "webhook", url: input.url };
  return { type: "telegram", chatId: input.chat_id, threadId: input.message_thread_id ?? null };
}
