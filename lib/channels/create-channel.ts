import type { z } from "zod";
import type { createChannelSchema, createdChannelSchema } from "../notifications/schema";
import { sealKey } from "../secrets/instance-secret";
import { seal } from "../secrets/seal";
import { explainTakenName } from "../taken-name";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { insertChannel } from "./mutations";
import { toChannelView } from "./view";
import { makeWebhookSecret } from "./webhook-secret";

/** Adds a webhook; its secret, given or made, is in this answer and never again. Throws AppError "conflict" when the name is taken. */
export async function createChannel({
  scope,
  input,
  now,
}: {
  scope: TeamScope;
  input: z.output<typeof createChannelSchema>;
  now: Date;
}): Promise<z.output<typeof createdChannelSchema>> {
  requirePermission(scope, "channels.write");
  const secret = input.secret ?? makeWebhookSecret();
  const fields = {
    name: input.name,
    url: input.url,
    events: input.events ?? null,
    isActive: input.is_active ?? true,
    secret: seal(secret, sealKey()),
  };
  const channel = await explainTakenName({ noun: "channel", name: input.name }, () =>
    insertChannel({ scope, fields, now }),
  );
  return { ...toChannelView({ channel, lastDelivery: null }), secret };
}
