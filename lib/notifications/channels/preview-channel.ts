import { env } from "@/lib/base/env";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { exampleMessages } from "../messages/example-messages";
import { installationName } from "../messages/incident-key";
import { AS_SENT } from "../messages/incident-status";
import { getType } from "../transports/channel-types";
import { newChannelParts } from "./new-channel-parts";
import type { ChannelPreview, PreviewChannelInput } from "./schema";

const EXAMPLE_KEY = "msg_00000000-0000-4000-8000-000000000000";

/**
 * What a channel with these fields would send when a machine goes offline and when it is back, made by what sends it;
 * nothing is sent or stored. It has only the secrets that the caller has given. Throws AppError "unprocessable" for what a
 * new channel could not have.
 */
export async function previewChannel({
  scope,
  input: { type: typeName, ...given },
  now,
}: {
  scope: TeamScope;
  input: PreviewChannelInput;
  now: Date;
}): Promise<ChannelPreview> {
  requirePermission(scope, "channels.write");
  const type = getType(typeName);
  const at = { ...(await newChannelParts(type, given)), oldSecrets: null };
  const render = "render" in type ? type.render : () => [];
  return {
    requests: exampleMessages(now).flatMap((message) => {
      const told = {
        messages: [message],
        incidentStatuses: AS_SENT,
        key: EXAMPLE_KEY,
        hubUrl: env().hubUrl,
        now,
      };
      return render(told, at, installationName(sealKey())).map(({ method, url, headers, body = null }) => {
        // Somebody may be looking over a shoulder.
        const { authorization, ...shown } = headers;
        return { event: message.event, method, url, headers: shown, body };
      });
    }),
  };
}
