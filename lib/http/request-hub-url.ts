import { env } from "@/lib/base/env";
import { firstValue } from "./host";
import { hubUrl } from "./hub-url";
import { noticedScheme } from "./noticed-scheme";

/** The hub's address from the point of view of the sender of these headers. */
export function requestHubUrl(headers: Pick<Headers, "get">): string {
  return hubUrl({
    configured: env().hubUrl,
    host: firstValue(headers.get("x-forwarded-host")) ?? headers.get("host"),
    protocol: noticedScheme(headers) ?? firstValue(headers.get("x-forwarded-proto")),
  });
}
