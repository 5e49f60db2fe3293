import { type KeyboardEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { parseDuration } from "@/lib/base/duration";
import type { MachineUptime } from "@/lib/history/uptime/schema";
import { describeDay } from "./uptime-words";

type Day = MachineUptime["days"][number];

const WIDE = "(min-width: 40rem)";
const SHOWN_NARROW = 30;

/** One cell for each day; the day under the pointer, or chosen with the arrow keys, is described below. */
export function DayBar({ days }: { days: Day[] }) {
  const id = useId();
  const isWide = useMediaQuery(WIDE);
  const [active, setActive] = useState<number | null>(null);
  const shown = isWide ? days : days.slice(-SHOWN_NARROW);
  const last = shown.length - 1;
  const sentences = shown.map((day, index) => describeDay(day, { isToday: index === last }));

  function move(event: KeyboardEvent) {
    const at = active ?? last;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setActive(Math.min(Math.max(to, 0), last));
  }

  return (
    <div>
      <div
        role="listbox"
        aria-label="Uptime by day"
        aria-orientation="horizontal"
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        tabIndex={0}
        className="flex h-10 rounded-sm"
        onKeyDown={move}
        onFocus={() => setActive((at) => at ?? last)}
        onBlur={() => setActive(null)}
        // Lifting a finger also counts as leaving, but the person still reads the value.
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && setActive(null)}
      >
        {shown.map((day, index) => (
          <div
            key={day.date}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            aria-label={sentences[index]}
            className={cn(
              "min-w-0 flex-1 rounded-sm px-px",
              index === active && "bg-foreground/15 forced-colors:bg-[SelectedItem]",
            )}
            onPointerEnter={() => setActive(index)}
          >
            <Cell day={day} />
          </div>
        ))}
      </div>
      <p
        aria-hidden
        className="mt-2 flex min-h-5 justify-between gap-4 text-[0.8125rem] text-muted-foreground"
      >
        {active === null ? (
          <>
            <span>{last} days ago</span>
            <span>Today</span>
          </>
        ) : (
          <span className="text-foreground">{sentences[active]}</span>
        )}
      </p>
    </div>
  );
}

/** One day. A day with an outage is taller and unknown time is hatched, because not everybody sees colours. */
function Cell({ day }: { day: Day }) {
  const [online = 0, offline = 0, unknown = 0] = [day.online, day.offline, day.unknown].map(
    (text) => parseDuration(text) ?? 0,
  );
  return (
    <div className="flex h-full flex-col justify-end py-0.5">
      <div
        className={cn(
          "flex flex-col gap-px overflow-hidden rounded-xs forced-color-adjust-none",
          offline > 0 ? "h-full" : "h-3/4",
        )}
      >
        {offline > 0 && <div className="min-h-2 bg-offline" style={{ flexGrow: offline }} />}
        {unknown > 0 && <div className="hatched min-h-px" style={{ flexGrow: unknown }} />}
        {online > 0 && <div className="min-h-px bg-online" style={{ flexGrow: online }} />}
      </div>
    </div>
  );
}
