import path from "node:path";
import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { StartError } from "@/lib/base/run-process";
import type { Database } from "../client";
import { deriveKey } from "./derive-key";
import { storeSecretCheck } from "./mutations";
import { readOrMakeSecret } from "./secret-file";

function instanceSecret(): string {
  return processState("instance-secret", () => env().secret ?? readOrMakeSecret(secretFile()));
}

function secretFile(): string {
  return path.join(env().dataDir, "secret");
}

/** The key for values encrypted at rest (seal.ts). */
export function sealKey(): Buffer {
  return deriveKey({ secret: instanceSecret(), purpose: "seal" });
}

/** The secret that encrypts session cookies. */
export function sessionSecret(): string {
  return deriveKey({ secret: instanceSecret(), purpose: "session" }).toString("base64url");
}

/** The key that the names of attempt counts are hashed with. */
export function attemptsKey(): Buffer {
  return deriveKey({ secret: instanceSecret(), purpose: "attempts" });
}

/** The key that the one-time code for the first admin is made with. */
export function setupKey(): Buffer {
  return deriveKey({ secret: instanceSecret(), purpose: "setup" });
}

/** The key of the cookies by which browsers show that they have signed in before. */
export function browserKey(): Buffer {
  return deriveKey({ secret: instanceSecret(), purpose: "browser" });
}

/**
 * Makes sure that this process uses the secret that the database was sealed with; the first process ever sets it. Throws
 * StartError if the secret differs, or its file cannot be read or written.
 */
export async function ensureInstanceSecret(database: Database): Promise<{ sealKey: Buffer }> {
  const check = deriveKey({ secret: readOrRefuse(), purpose: "check" }).toString("base64url");
  const stored = await storeSecretCheck({ database, check });
  if (stored !== check) {
    const source = env().secret === null ? secretFile() : "LUNASENTRI_SECRET";
    throw new StartError(
      `LunaSentri cannot start: the secret in ${source} is not the one this database was set up with. ` +
        "Restore the original LUNASENTRI_SECRET (or the original file); every host of an installation needs the same one.",
    );
  }
  return { sealKey: sealKey() };
}

function readOrRefuse(): string {
  try {
    return instanceSecret();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`LunaSentri cannot start: its secret cannot be read or created (${reason}).`);
  }
}
