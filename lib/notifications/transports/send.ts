import { oneLine } from "@/lib/base/text";
import { send } from "@/lib/http/outbound";
import type { ChannelType, Sending, Told, Transports } from "../messages/channel-type";
import { installationName } from "../messages/incident-key";
import { failed, unanswered } from "../messages/read-answer";
import type { SendResult } from "../messages/send-result";
import type { Recipient } from "./recipient";
import { openSecrets, withoutSecrets } from "./secrets";

type Attempt = {
  transports: Transports;
  channel: Recipient;
  told: Told;
  /** Monotonic time after which nothing more is sent; infinite where nobody else would send it. */
  notAfterMs: number;
};

// Trying again would not help.
const SECRET_UNREADABLE: SendResult = {
  kind: "failed",
  httpStatus: null,
  message: "The channel's secrets cannot be read with this hub's LUNASENTRI_SECRET; enter them again.",
  retryAfterMs: null,
  blame: "channel",
};

/** Sends one message to a channel, once, in the way of its type. Throws only when the database cannot answer. */
export async function sendTold({ channel, ...attempt }: Attempt): Promise<SendResult> {
  const sending = openSending({ channel, ...attempt });
  if (sending === null) return SECRET_UNREADABLE;
  const { type } = channel.place;
  if ("render" in type) return sendOverHttp(type, sending);
  const result = await type.send(sending);
  const { secrets, oldSecrets } = sending.at;
  return { ...result, message: withoutSecrets(result.message, [secrets, oldSecrets]) };
}

/** A message that is ready to be sent; null: the channel's secrets cannot be read. */
export function openSending({
  transports,
  channel,
  told,
  notAfterMs,
}: Attempt): Sending<object, object> | null {
  const { place, oldSecret: old } = channel;
  const { type, config, clearSecrets } = place;
  const { sealKey } = transports;
  const secrets = openSecrets({ type, sealed: channel.sealedSecret, known: clearSecrets, sealKey });
  if (secrets === null) return null;
  const oldSecrets =
    old !== null && told.now < old.until
      ? openSecrets({ type, sealed: old.sealed, known: secrets, sealKey })
      : null;
  return { transports, channelId: channel.id, at: { config, secrets, oldSecrets }, told, notAfterMs };
}

/** Of what a receiver says, as a delivery log shows it. */
const MAX_WORDS = 400;

type HttpType = Extract<ChannelType, { render: unknown }>;

async function sendOverHttp(
  type: HttpType,
  { transports, at, told, notAfterMs }: Sending<object, object>,
): Promise<SendResult> {
  const { timeoutMs, maxAnswerBytes } = type.limits;
  const endsAtMs = performance.now() + timeoutMs;
  let result: SendResult = failed({ message: "there was nothing to send", blame: "message" });
  for (const request of type.render(told, at, installationName(transports.sealKey))) {
    // The header hides a user name and password in a form of its own.
    const authorization = request.headers.authorization?.replace(/^\w+ /, "");
    const known = [
      at.secrets,
      at.oldSecrets,
      { authorization, button: told.button?.token },
      type.hiddenIn?.(at.secrets) ?? [],
    ];
    const answer = await send({
      agent: transports.agent,
      ...request,
      headers: { "user-agent": "LunaSentri", ...request.headers },
      timeoutMs: Math.max(1, Math.round(endsAtMs - performance.now())),
      notAfterMs,
      maxAnswerBytes,
    });
    const read =
      answer.kind === "failed"
        ? unanswered(answer)
        : type.readAnswer(
            { ...answer, body: withoutSecrets(answer.body, known) },
            told.now.getTime(),
            at.config,
          );
    // Once more: characters that are not shown may have hidden a secret from the first look.
    result = { ...read, message: withoutSecrets(oneLine(read.message, MAX_WORDS), known) };
  }
  return result;
}
