import { CalendarRange, ZoomOut } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CustomRangeDialog } from "./custom-range-dialog";
import { RANGES } from "./ranges";
import { useShownRange } from "./use-shown-range";

/** Chooses how far back the charts go, or a custom range. */
export function RangePicker() {
  const { shown, latest, hrefTo, zoom } = useShownRange();
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <>
      {shown.kind === "between" && (
        <Button asChild size="sm">
          <Link href={hrefTo(latest)} scroll={false}>
            <ZoomOut aria-hidden />
            Zoom out
          </Link>
        </Button>
      )}
      <ul aria-label="Range" className="flex rounded-md border p-0.5">
        {RANGES.map((range) => {
          const isShown = shown.kind === "latest" && shown.range === range;
          return (
            <li key={range}>
              <Link
                href={hrefTo({ kind: "latest", range })}
                replace
                scroll={false}
                aria-current={isShown ? "true" : undefined}
                className={cn(
                  "block rounded px-2 py-1 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground hover:text-foreground",
                  isShown && "bg-muted text-foreground",
                )}
              >
                {range}
              </Link>
            </li>
          );
        })}
        <li>
          <button
            type="button"
            aria-label="Custom range"
            aria-current={shown.kind === "between" ? "true" : undefined}
            className={cn(
              "block rounded px-2 py-1 text-muted-foreground hover:text-foreground",
              shown.kind === "between" && "bg-muted text-foreground",
            )}
            onClick={() => setIsChoosing(true)}
          >
            <CalendarRange className="size-4.5" aria-hidden />
          </button>
        </li>
      </ul>
      <CustomRangeDialog open={isChoosing} onOpenChange={setIsChoosing} shown={shown} onChoose={zoom} />
    </>
  );
}
