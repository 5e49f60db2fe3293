import { database } from "@/lib/db/client";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { getWindow } from "./get-window";
import { endOccurrence } from "./mutations";
import { closeWindow } from "./run-windows";
import type { WindowView } from "./schema";

type Request = { scope: TeamScope; id: number; now: Date };

/**
 * Ends the occurrence that a window has now; the next one comes as planned. One that does not run stays as it is. Throws
 * AppError "not_found".
 */
export async function endWindow(request: Request): Promise<WindowView> {
  requirePermission(request.scope, "windows.write");
  await endRunning(request);
  return getWindow(request);
}

/** Ends the occurrence that a window has now, if it has one, for every machine that it covers. */
export async function endRunning({ scope, id, now }: Request): Promise<void> {
  const row = await endOccurrence({ scope, id, now });
  // If this process dies here, the worker goes on.
  if (row !== null) await closeWindow(await database(), { row, now });
}
