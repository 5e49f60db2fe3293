"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalRange } from "@/components/ui/time";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import type { MachineView } from "@/lib/machines/schema";
import type { ChartSectionsProps } from "./chart-sections";
import { ChartsSkeleton } from "./charts-skeleton";
import { NoSamples } from "./no-samples";
import { RangePicker } from "./range-picker";
import { resolutionWords } from "./resolution-words";
import { TryAgain } from "./try-again";
import { useSamples } from "./use-samples";
import { useShownRange } from "./use-shown-range";

// Only this page needs the code that draws charts. It loads beside their data.
const sections = lazyPart<ChartSectionsProps>(() =>
  import("./chart-sections").then((module) => module.ChartSections),
);

/** The metrics of a machine over a range that is kept in the address. */
export function MachineCharts({ machine }: { machine: MachineView }) {
  const range = useShownRange();
  const { shown } = range;
  const { data, error, mutate, isLoading } = useSamples({ machineId: machine.id, shown });
  const [isWanted, setIsWanted] = useState(true);
  const ChartSections = useLazyPart({ part: sections, isWanted, onMissing: () => setIsWanted(false) });
  const isEmpty = data !== undefined && data.at.length === 0;

  function show() {
    if (data === undefined) {
      return error === undefined ? (
        <ChartsSkeleton />
      ) : (
        <TryAgain error={error} onTry={() => void mutate()} />
      );
    }
    if (isEmpty) return <NoSamples machine={machine} {...range} />;
    if (ChartSections !== null) {
      return (
        <>
          {error !== undefined && <TryAgain error={error} onTry={() => void mutate()} isAside />}
          <ChartSections machineId={machine.id} samples={data} isStale={isLoading} {...range} />
        </>
      );
    }
    if (isWanted) return <ChartsSkeleton />;
    return (
      <p className="px-4 py-6">
        <Button onClick={() => setIsWanted(true)}>Show the charts</Button>
      </p>
    );
  }

  return (
    <Card aria-busy={isLoading}>
      <CardHeader
        title="History"
        note={
          <span role="status">
            {shown.kind === "between" && (
              <>
                <LocalRange
                  from={new Date(shown.fromMs).toISOString()}
                  to={new Date(shown.toMs).toISOString()}
                />
                {" · "}
              </>
            )}
            {data === undefined || isEmpty ? "Metrics over time" : resolutionWords(data)}
          </span>
        }
        actions={<RangePicker {...range} />}
      />
      {show()}
    </Card>
  );
}
