import { randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { database } from "@/lib/db/client";
import { HearingState } from "@/lib/heartbeat/hearing-state";
import { findKeyId } from "./data";
import { GroupCommit } from "./group-commit";
import { KeyCache } from "./key-cache";
import { KeyLimiter } from "./key-limiter";
import { StorageLimiter } from "./storage-limiter";

/** What all ingest paths of one ingest process share, whether a report comes through Node or Next. */
export type IngestServices = {
  commit: GroupCommit;
  keys: KeyCache;
  limiter: KeyLimiter;
  storage: StorageLimiter;
  findKeyId(hash: string): Promise<number | null>;
  /** With this key the process reports to itself through its own listening port. It exists only in memory. */
  pulseKey: string;
  isPulseKey(key: string): boolean;
};

/** The ingest services of this process, created at first use. */
export function ingestServices(): Promise<IngestServices> {
  return processState<Promise<IngestServices>>("ingest-services", async () => {
    const db = await database();
    const { offlineAfterMs, flapWindowMs } = env();
    const pulseKey = `lsp_${randomBytes(24).toString("base64url")}`;
    const expected = Buffer.from(pulseKey);
    return {
      commit: new GroupCommit(db, new HearingState(), { offlineAfterMs, flapWindowMs }),
      keys: new KeyCache(),
      limiter: new KeyLimiter(env().ingestRateLimit),
      storage: new StorageLimiter(),
      findKeyId: (hash) => findKeyId(db, hash),
      pulseKey,
      isPulseKey: (key) => {
        const given = Buffer.from(key);
        return given.length === expected.length && timingSafeEqual(given, expected);
      },
    };
  });
}
