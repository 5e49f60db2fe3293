import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { ownUrl } from "@/lib/http/listen";

/** The address at which agents on this very machine would reach the hub; null: its port is not known beforehand. */
export const ownAddress = () =>
  processState<{ url: string | null }>("own-address", () => ({ url: ownUrl(env()) }));
