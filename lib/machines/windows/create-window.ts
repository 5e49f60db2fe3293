import { withTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { insertWindow } from "./mutations";
import { refuseUseless } from "./refuse-useless";
import type { CreateWindowInput, WindowView } from "./schema";
import { toWindowView } from "./view";

/**
 * Adds a window. If it has an occurrence now, that begins within a second. Throws AppError "unprocessable", or "conflict" when
 * the name is taken.
 */
export async function createWindow({
  scope,
  input: { name, is_active: isActive = true, ...input },
  by,
  now,
}: {
  scope: TeamScope;
  input: CreateWindowInput;
  by: string;
  now: Date;
}): Promise<WindowView> {
  requirePermission(scope, "windows.write");
  refuseUseless(input.times, now);
  const fields = { name, isActive, ...input };
  const row = await withTakenName({ noun: "window", name }, () =>
    insertWindow({ scope, fields, createdBy: by, now }),
  );
  return toWindowView(row, now);
}
