import { env } from "@/lib/base/env";
import { isAppError } from "@/lib/base/errors";
import { logger } from "@/lib/base/logger";
import { StartError } from "@/lib/base/run-process";
import { createFirstAdmin } from "./create-first-admin";
import { hasUsers } from "./data";
import { accountSchema } from "./schema";

/** Creates the admin that ADMIN_EMAIL and ADMIN_PASSWORD name if no account exists; otherwise changes nothing. */
export async function ensureFirstAdmin(): Promise<void> {
  const { adminEmail, adminPassword } = env();
  if (adminEmail === null && adminPassword === null) return;
  if (await hasUsers()) return;
  if (adminEmail === null || adminPassword === null) {
    throw new StartError(
      "LunaSentri cannot start: set ADMIN_EMAIL and ADMIN_PASSWORD together, or neither of them.",
    );
  }
  const name = adminEmail.split("@")[0] ?? adminEmail;
  const setup = accountSchema.parse({ name, email: adminEmail, password: adminPassword });
  try {
    const { userId } = await createFirstAdmin({ setup, now: new Date() });
    logger("auth").info({ userId }, "First admin created from ADMIN_EMAIL");
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "unprocessable") {
      throw new StartError(`LunaSentri cannot start: ADMIN_PASSWORD ${error.fields?.password}.`);
    }
    // Another web process that started at the same time was first.
    if (error.code !== "conflict") throw error;
  }
}
