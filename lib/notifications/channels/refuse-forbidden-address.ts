import { AppError } from "@/lib/base/errors";
import { refusalOf } from "@/lib/http/refusal";
import type { ChannelType } from "../messages/channel-type";

/**
 * Refuses an address to which nothing could ever be sent: whoever typed it is still there to read why. Throws AppError
 * "unprocessable" with the
 * network to allow. Names are looked up only when they are connected to, because they may resolve to something else later.
 */
export function refuseForbiddenAddress({
  type: { urlField },
  fields,
  allow,
}: {
  type: ChannelType;
  fields: Readonly<Record<string, unknown>>;
  /** The private networks that may be reached. */
  allow: readonly string[];
}): void {
  const url = urlField === undefined ? undefined : fields[urlField];
  if (urlField === undefined || typeof url !== "string") return;
  const refusal = refusalOf({ hostname: new URL(url).hostname, allow });
  if (refusal === null) return;
  const { message, network } = refusal;
  throw new AppError("unprocessable", message, {
    fields: { [urlField]: message },
    ...(network !== null && { network }),
  });
}
