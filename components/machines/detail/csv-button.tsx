import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { csvName, samplesCsv } from "./samples-csv";

/** Saves the data of the charts as a CSV file. */
export function CsvButton({ machine, samples }: { machine: string; samples: SamplesView }) {
  function save() {
    const address = URL.createObjectURL(new Blob([samplesCsv(samples)], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = csvName({ machine, from: samples.from, to: samples.to });
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <Button size="sm" variant="ghost" onClick={save}>
      <Download aria-hidden />
      CSV
    </Button>
  );
}
