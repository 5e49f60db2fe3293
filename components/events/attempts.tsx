import { LocalTime } from "@/components/ui/time";
import type { DeliveryView } from "@/lib/events/deliveries/schema";

/** Every attempt of a delivery with the receiver's answer, collapsed at first. */
export function Attempts({ attempts }: Pick<DeliveryView, "attempts">) {
  if (attempts.length === 0) return null;
  return (
    <details className="min-w-0 py-1 text-[0.8125rem]">
      <summary className="cursor-pointer text-link">
        {attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`}
      </summary>
      <ol className="mt-1 grid gap-1 border-l pl-3">
        {attempts.map(({ number, started_at, ok, message }) => (
          <li key={number} className="flex flex-wrap gap-x-2">
            <span className="text-muted-foreground">
              {number}. <LocalTime at={started_at} precision="second" />
            </span>
            <span className={ok ? "text-online" : "min-w-0 break-words"}>{message}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
