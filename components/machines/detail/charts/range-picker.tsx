import { CalendarRange, ZoomOut } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CustomRangeDialog } from "./custom-range-dialog";
import { RANGES } from "./ranges";
import type { useShownRange } from "./use-shown-range";

const CHOICE =
  "rounded px-1.5 py-1 text-[0.8125rem] font-medium whitespace-nowrap text-muted-foreground hover:text-foreground aria-pressed:bg-muted aria-pressed:text-foreground sm:px-2";

/** Chooses how far back the charts go, or a custom range. */
export function RangePicker({ shown, chooseRange, zoom, leaveZoom }: ReturnType<typeof useShownRange>) {
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <>
      {shown.kind === "between" && (
        <Button size="sm" onClick={leaveZoom}>
          <ZoomOut aria-hidden />
          Zoom out
        </Button>
      )}
      <fieldset className="flex rounded-md border p-0.5">
        <legend className="sr-only">Range</legend>
        {RANGES.map((range) => (
          <button
            key={range}
            type="button"
            aria-pressed={shown.kind === "latest" && shown.range === range}
            className={CHOICE}
            onClick={() => chooseRange(range)}
          >
            {range}
          </button>
        ))}
        <button
          type="button"
          aria-label="Custom range"
          aria-pressed={shown.kind === "between"}
          className={cn(CHOICE, "py-0.5")}
          onClick={() => setIsChoosing(true)}
        >
          <CalendarRange className="size-4.5" aria-hidden />
        </button>
      </fieldset>
      <CustomRangeDialog open={isChoosing} onOpenChange={setIsChoosing} shown={shown} onChoose={zoom} />
    </>
  );
}
