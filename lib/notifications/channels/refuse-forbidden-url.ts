import { env } from "@/lib/base/env";
import { AppError } from "@/lib/base/errors";
import { refusalOf } from "@/lib/http/outbound";

/**
 * Refuses the URL of a webhook that no delivery could ever be sent to: whoever typed it is still there to read why.
 * Throws AppError "unprocessable". Names are looked at when they are connected to, for what they stand for may change.
 */
export function refuseForbiddenUrl(url: string): void {
  const refusal = refusalOf({ hostname: new URL(url).hostname, allow: env().webhookAllowCidrs });
  if (refusal !== null) throw new AppError("unprocessable", refusal, { fields: { url: refusal } });
}
