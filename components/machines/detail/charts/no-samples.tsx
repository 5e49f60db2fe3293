import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/time";
import { parseDuration } from "@/lib/base/duration";
import type { MachineView } from "@/lib/machines/schema";
import { queryOf, RANGES, type Shown } from "./ranges";
import type { useShownRange } from "./use-shown-range";

type NoSamplesProps = Pick<ReturnType<typeof useShownRange>, "shown" | "chooseRange" | "leaveZoom"> & {
  machine: Pick<MachineView, "last_sample" | "problems">;
};

/** Why there is nothing to draw, and where there is something. */
export function NoSamples({ machine, shown, chooseRange, leaveZoom }: NoSamplesProps) {
  const latest = machine.last_sample?.at;
  const clock = machine.problems.find(({ kind }) => kind === "clock");
  const reaching = latest === undefined ? undefined : rangeReaching(Date.now() - Date.parse(latest));
  const isFurther = shown.kind === "latest" && reaching !== undefined && reaching !== shown.range;
  return (
    <div className="grid justify-items-start gap-3 px-4 py-6 text-muted-foreground">
      <p>
        No data in {shown.kind === "latest" ? `the last ${shown.range}` : "this range"}.{" "}
        {clock !== undefined && `${clock.message} `}
        {latest === undefined ? (
          "Its reports contain no metrics."
        ) : (
          <>
            The latest was measured at <LocalTime at={latest} />.
          </>
        )}
      </p>
      {shown.kind === "between" && <Button onClick={leaveZoom}>Show the latest</Button>}
      {isFurther && <Button onClick={() => chooseRange(reaching)}>Show the last {reaching}</Button>}
    </div>
  );
}

/** The shortest range that reaches back this far. */
function rangeReaching(ageMs: number) {
  const lengthOf = (range: Extract<Shown, { kind: "latest" }>["range"]) =>
    parseDuration(queryOf({ kind: "latest", range }).span ?? "") ?? 0;
  return RANGES.find((range) => lengthOf(range) > ageMs);
}
