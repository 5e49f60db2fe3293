import { parseDuration } from "@/lib/base/duration";
import type { SamplesView } from "@/lib/history/metrics/schema";

const UNITS = [
  { name: "day", adjective: "Daily", ms: 86_400_000 },
  { name: "hour", adjective: "Hourly", ms: 3_600_000 },
  { name: "minute", adjective: "One-minute", ms: 60_000 },
  { name: "second", adjective: "One-second", ms: 1_000 },
];
const NUMBERS: Record<number, string> = {
  ...{ 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine" },
  ...{ 10: "Ten", 12: "Twelve", 15: "Fifteen", 30: "Thirty" },
};
const KEPT = { raw: "", "5m": " of five-minute averages", "1h": " of hourly averages" };
const KEPT_MS = { raw: 0, "5m": 300_000, "1h": 3_600_000 };

/** What a point of the charts is: "Five-minute averages", "Two-hour averages of hourly averages". */
export function resolutionWords({ step, resolution }: Pick<SamplesView, "step" | "resolution">): string {
  const stepMs = parseDuration(step) ?? 0;
  const unit = UNITS.find(({ ms }) => stepMs >= ms && stepMs % ms === 0);
  if (unit === undefined) return "Every sample";
  const count = stepMs / unit.ms;
  const words = count === 1 ? unit.adjective : `${NUMBERS[count] ?? count}-${unit.name}`;
  return `${words} averages${stepMs > KEPT_MS[resolution] ? KEPT[resolution] : ""}`;
}
