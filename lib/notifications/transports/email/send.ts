import { sendMail } from "@/lib/http/mail/send-mail";
import { readAllowedNetworks } from "@/lib/people/instance/allowed-networks";
import type { Sending } from "../../messages/channel-type";
import { installationName } from "../../messages/incident-key";
import { failed } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";
import { composeTold } from "./compose";
import { type EmailConfig, type EmailSecrets, routeOf } from "./config";
import { readMailAnswer } from "./read-answer";

/** Servers may wait before they greet. */
export const TIMEOUT_MS = 20_000;

/** Sends one mail to all addresses of a channel, once. Throws only when the database cannot answer. */
export async function sendEmail({
  transports: { database, sealKey },
  channelId,
  at: { config, secrets },
  told,
  notAfterMs,
}: Sending<EmailConfig, EmailSecrets>): Promise<SendResult> {
  const route = routeOf(config, secrets);
  if (route === null)
    return failed({
      message: "There is no mail server: enter one, or whoever runs the hub sets SMTP_URL",
      blame: "network",
    });
  const { server, from, isOwn } = route;
  const { networks } = await readAllowedNetworks(database);
  const timeoutMs = Math.round(Math.min(TIMEOUT_MS, notAfterMs - performance.now()));
  if (timeoutMs <= 0) return failed({ message: "it was too late to send", blame: "network" });
  const host = from.address.slice(from.address.lastIndexOf("@") + 1);
  const composed = composeTold({ told, channelId, installation: installationName(sealKey), host });
  const answer = await sendMail({
    server,
    mail: { from, to: config.to, ...composed },
    // Whoever runs the hub has chosen the installation's server.
    guard: isOwn ? { allow: networks } : null,
    timeoutMs,
  });
  const result = readMailAnswer(answer, { isOwn });
  // What a channel's own server says is looked through like every receiver's words (transports/send.ts).
  const hidden = isOwn ? [] : [server.password, server.user].filter((text) => text !== null);
  return {
    ...result,
    message: hidden.reduce((message, text) => message.replaceAll(text, "…"), result.message),
  };
}
