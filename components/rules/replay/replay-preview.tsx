"use client";

import { useId, useState } from "react";
import { MachineName } from "@/components/parts/machine-name";
import { Select } from "@/components/ui/select";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import type { KnownNames } from "@/lib/detection/rules/names-schema";
import { bodyOf, conditionOf, type Draft, nameOf } from "../draft/draft";
import type { ReplayChartProps } from "./replay-chart";
import { ReplaySummary } from "./replay-summary";
import { useReplay } from "./use-replay";

// Only an open form needs the code that draws charts.
const chart = lazyPart<ReplayChartProps>(async () => (await import("./replay-chart")).ReplayChart);

type ReplayPreviewProps = {
  draft: Draft;
  /** Machines in scope, one of which is chosen at first. */
  machines: KnownNames["machines"];
  firstMachineId: number | null;
};

/** How often the rule would have fired on one machine, drawn on its history. It follows the form, and blocks nothing. */
export function ReplayPreview({ draft, machines, firstMachineId }: ReplayPreviewProps) {
  const id = useId();
  const [chosen, setChosen] = useState(firstMachineId);
  const machineId = chosen ?? machines[0]?.id ?? null;
  const isReadable = conditionOf(draft) !== null && machineId !== null;
  const rule = { ...bodyOf(draft), name: nameOf(draft), is_active: true };
  const replay = useReplay(isReadable ? JSON.stringify({ rule, machine_id: machineId }) : null);
  const [isWanted, setIsWanted] = useState(true);
  const ReplayChart = useLazyPart({ part: chart, isWanted, onMissing: () => setIsWanted(false) });
  if (machineId === null) return null;
  const isListed = machines.some((machine) => machine.id === machineId);

  return (
    <section aria-labelledby={`${id}-title`} className="grid gap-3 rounded-lg border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id={`${id}-title`} className="font-medium">
          Would it have fired?
        </h3>
        <Select
          aria-label="Machine whose history is shown"
          className="max-w-52"
          value={machineId}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {!isListed && (
            <option value={machineId}>
              <MachineName id={machineId} />
            </option>
          )}
          {machines.map((machine) => (
            <option key={machine.id} value={machine.id}>
              {machine.name}
            </option>
          ))}
        </Select>
      </div>
      <ReplaySummary replay={replay} />
      {ReplayChart !== null && replay.kind === "shown" && replay.view.targets.length > 0 && (
        <ReplayChart
          view={replay.view}
          machineId={machineId}
          metric={draft.metric}
          comparison={draft.comparison}
          threshold={bodyOf(draft).threshold}
          severity={draft.severity}
        />
      )}
    </section>
  );
}
