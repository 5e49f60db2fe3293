import { EarOff } from "lucide-react";
import { BlindInterval } from "@/components/parts/blind-interval";
import { Notice } from "@/components/ui/notice";
import type { OverviewView } from "@/lib/overview/schema";

/** When the hub could not receive reports: silence at those times says nothing about the machines. */
export function BlindNotice({ intervals }: { intervals: OverviewView["blind_intervals"] }) {
  const [latest, ...earlier] = intervals;
  if (latest === undefined) return null;
  return (
    <Notice tone="neutral" icon={<EarOff aria-hidden />} title={<BlindInterval {...latest} />}>
      <p>Silence during this time does not count against any machine.</p>
      {earlier.length > 0 && (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer text-link hover:underline">
            {earlier.length} more in the last 24 hours
          </summary>
          <ul className="mt-1 grid gap-0.5">
            {earlier.map((interval) => (
              <li key={interval.started_at}>
                <BlindInterval {...interval} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Notice>
  );
}
