import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { plainText } from "@/lib/base/text";
import { headers } from "./headers";
import { password, username } from "./login";

// 22 characters are 16 bytes.
const WHSEC = /^whsec_[A-Za-z0-9+/]{22,}={0,2}$/;

// 16–128 bytes, as in the original; bytes, not characters.
export const secret = plainText({ min: 1, max: 128 })
  .refine((text) => {
    const bytes = new TextEncoder().encode(text).length;
    return bytes >= 16 && bytes <= 128;
  }, "must have 16 to 128 bytes")
  // Its base64 is the key (sign.ts). Without any, the key would be short or empty, and anybody could sign.
  .refine(
    (text) => !text.startsWith("whsec_") || WHSEC.test(text),
    "must have base64 of 16 bytes or more after whsec_",
  );

/** Everything about a webhook that is sealed. For many services whoever has the address may write there. */
export const webhookSecretsSchema = z
  .object({
    url: z.string("must be an address"),
    secret: z.string(),
    username: username.nullable().default(null),
    password: password.nullable().default(null),
    headers: headers.nullable().default(null),
  })
  .refine((secrets) => secrets.username !== null || secrets.password === null, {
    message: "must not be empty when there is a password",
    path: ["username"],
  })
  .refine((secrets) => secrets.username === null || !hasAuthorization(secrets), {
    message: "must not contain Authorization, because the user name and password already make one",
    path: ["headers"],
  });
export type WebhookSecrets = z.output<typeof webhookSecretsSchema>;

function hasAuthorization({ headers }: { headers: Record<string, string> | null }): boolean {
  return Object.keys(headers ?? {}).some((name) => name.toLowerCase() === "authorization");
}

/**
 * Makes sure that whoever changes an address does not send what nobody can read any more, a password or a header, to
 * another host. Throws AppError "unprocessable".
 */
export function refuseToTakeAlong(
  before: Pick<WebhookSecrets, "url" | "password" | "headers">,
  given: Readonly<Record<string, unknown>>,
): void {
  if (typeof given.url !== "string" || new URL(given.url).origin === new URL(before.url).origin) return;
  const kept = (["password", "headers"] as const).filter(
    (field) => before[field] !== null && given[field] === undefined,
  );
  if (kept.length === 0) return;
  const problem = "must be entered again, or removed, because the address leads to another host";
  throw new AppError("unprocessable", `${kept.join(" and ")} ${problem}.`, {
    fields: Object.fromEntries(kept.map((field) => [field, problem])),
  });
}
