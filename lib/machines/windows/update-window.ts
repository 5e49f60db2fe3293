import { withTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { readScope } from "../machine-scope";
import { findWindow } from "./data";
import { endRunning } from "./end-window";
import { getWindow, windowNotFound } from "./get-window";
import { deleteWindowRow, renameWindow, replaceWindow } from "./mutations";
import { refuseUseless } from "./refuse-useless";
import type { UpdateWindowInput, WindowView } from "./schema";
import { readWindowTimes } from "./window-times";

type Target = { scope: TeamScope; id: number; now: Date };

/**
 * Changes a window. If more than its name changes, the occurrence that it has now ends, and what its new times have now begins
 * within a second. Throws AppError "not_found", "unprocessable", or "conflict" when the name is taken.
 */
export async function updateWindow({
  input,
  ...target
}: Target & { input: UpdateWindowInput }): Promise<WindowView> {
  const { scope, id, now } = target;
  requirePermission(scope, "windows.write");
  const row = await findWindow({ scope, id });
  if (row === null) throw windowNotFound();
  const { name = row.name, ...changes } = input;
  const isFound = await withTakenName({ noun: "window", name }, async () => {
    if (Object.keys(changes).length === 0) return renameWindow({ ...target, name });
    const fields = {
      name,
      scope: input.scope ?? readScope(row.scope),
      // Stored times that cannot be read any more have to be replaced.
      times: input.times ?? readWindowTimes(row.times),
      isActive: input.is_active ?? row.isActive,
    };
    if (fields.isActive) refuseUseless(fields.times, now);
    // It may begin meanwhile.
    for (;;) {
      await endRunning(target);
      const outcome = await replaceWindow({ ...target, fields });
      if (outcome !== "runs") return outcome === "replaced";
    }
  });
  if (!isFound) throw windowNotFound();
  return getWindow(target);
}

/** Deletes a window. The occurrence that it has now ends; what it covered stays out of uptime. Throws AppError "not_found". */
export async function deleteWindow(target: Target): Promise<void> {
  requirePermission(target.scope, "windows.write");
  for (;;) {
    await endRunning(target);
    const outcome = await deleteWindowRow(target);
    if (outcome === "absent") throw windowNotFound();
    if (outcome === "deleted") return;
  }
}
