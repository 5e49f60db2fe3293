import type { SamplesView } from "@/lib/history/metrics/schema";
import { CsvLink } from "./csv-link";
import type { ChartPlan } from "./figure-charts";
import type { Shown } from "./ranges";
import { SamplesTable } from "./samples-table";
import { samplesPath } from "./use-samples";

type SectionFootProps = {
  of: string;
  charts: readonly ChartPlan[];
  samples: SamplesView;
  machineId: number;
  shown: Shown;
  series?: readonly string[];
};

/** What charts show in other forms: a table and a file. */
export function SectionFoot({ of, charts, samples, machineId, shown, series }: SectionFootProps) {
  const asked = { machineId, shown, ...(series !== undefined && { series }) };
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t px-4 py-2">
      <SamplesTable of={of} charts={charts} samples={samples} />
      <CsvLink of={of} href={samplesPath(asked, "samples.csv")} />
    </div>
  );
}
