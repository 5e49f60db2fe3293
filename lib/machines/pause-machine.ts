import type { z } from "zod";
import { formatDuration } from "../duration";
import { AppError } from "../errors";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { pausing } from "./change-mutations";
import { getMachine, machineNotFound } from "./get-machine";
import { changeMachines } from "./mutations";
import { MAX_PAUSE_MS, type MachineDetail, type pauseMachineSchema } from "./schema";

type PauseInput = z.output<typeof pauseMachineSchema>;

/** Begins a maintenance window, or moves the end of the one there is. Throws AppError "not_found" or "unprocessable". */
export async function pauseMachine({
  scope,
  id,
  input,
  now,
}: {
  scope: TeamScope;
  id: number;
  input: PauseInput;
  now: Date;
}): Promise<MachineDetail> {
  requirePermission(scope, "machines.write");
  const until = pauseEnd({ input, now });
  const found = await changeMachines({ scope, ids: [id], now, change: pausing(until) });
  if (!found.has(id)) throw machineNotFound();
  return getMachine({ scope, id, now });
}

/** The end of a maintenance window that begins now. Throws AppError "unprocessable" for one that is over or too far away. */
export function pauseEnd({ input, now }: { input: PauseInput; now: Date }): Date {
  const until = input.until ?? new Date(now.getTime() + (input.for ?? 0));
  const leftMs = until.getTime() - now.getTime();
  if (leftMs > 0 && leftMs <= MAX_PAUSE_MS) return until;
  const sentence = `must lie ahead, by at most ${formatDuration(MAX_PAUSE_MS)}; disable a machine that is away for longer`;
  throw new AppError("unprocessable", `until ${sentence}.`, { fields: { until: sentence } });
}
