import type { z } from "zod";
import { formatDuration } from "@/lib/base/duration";
import { AppError } from "@/lib/base/errors";
import type { TeamScope } from "@/lib/people/teams/scope";
import {
  disabling,
  enabling,
  type MachineChange,
  pausing,
  resuming,
  settingThreshold,
  tagging,
} from "./change-mutations";
import { type bulkMachinesSchema, MAX_PAUSE_MS, type pauseMachineSchema } from "./schema";

type WithoutIds<Input> = Input extends { ids: unknown } ? Omit<Input, "ids"> : never;

/** The actions on machines, except deletion. */
export type MachineAction = WithoutIds<Exclude<z.output<typeof bulkMachinesSchema>, { action: "delete" }>>;

type Request = { scope: TeamScope; input: MachineAction; now: Date };

/** The change that an action writes. Throws AppError "unprocessable" for an action that no machine can take. */
export function toChange({ scope, input, now }: Request): MachineChange {
  switch (input.action) {
    case "add_tag":
      return tagging({ scope, now, add: input.tag });
    case "remove_tag":
      return tagging({ scope, now, remove: input.tag });
    case "set_offline_after":
      return settingThreshold({ scope, offlineAfterMs: input.offline_after });
    case "pause":
      return pausing({ until: pauseEnd({ input, now }), now });
    case "resume":
      return resuming(now);
    case "enable":
      return enabling(now);
    case "disable":
      return disabling(now);
  }
}

function pauseEnd({ input, now }: { input: z.output<typeof pauseMachineSchema>; now: Date }): Date {
  const until = input.until ?? new Date(now.getTime() + (input.for ?? 0));
  const leftMs = until.getTime() - now.getTime();
  if (leftMs > 0 && leftMs <= MAX_PAUSE_MS) return until;
  const sentence = `must be in the future, by at most ${formatDuration(MAX_PAUSE_MS)}; disable a machine that is away for longer`;
  throw new AppError("unprocessable", `until ${sentence}.`, { fields: { until: sentence } });
}
