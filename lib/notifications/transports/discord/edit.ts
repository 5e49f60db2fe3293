import { z } from "zod";
import { send } from "@/lib/http/outbound";
import type { EditOutcome, Sending } from "../../messages/channel-type";
import { jsonRequest } from "../../messages/json-request";
import { jsonBody } from "../../messages/read-answer";
import type { SecretUrl } from "../../messages/secret-url";
import { TIMEOUT_MS } from "./constants";
import { toPayload } from "./payload";
import { editUrl } from "./urls";

const errorSchema = z.object({ code: z.number() });

/** The message or its webhook was deleted, or the message is an hour old and has been changed too often. */
const GONE: readonly number[] = [10_008, 10_015, 30_046, 50_027];

/** Changes a message that the webhook has sent. */
export async function editDiscord({
  transports: { agent },
  at: { secrets },
  told,
  notAfterMs,
  receipt,
}: Sending<object, SecretUrl> & { receipt: string }): Promise<EditOutcome> {
  const answer = await send({
    agent,
    ...jsonRequest({ method: "PATCH", url: editUrl(secrets.url, receipt), body: toPayload(told) }),
    timeoutMs: TIMEOUT_MS,
    notAfterMs,
  });
  if (answer.kind === "failed") return "failed";
  if (answer.status >= 200 && answer.status < 300) return "edited";
  const code = errorSchema.safeParse(jsonBody(answer)).data?.code;
  return code !== undefined && GONE.includes(code) ? "gone" : "failed";
}
