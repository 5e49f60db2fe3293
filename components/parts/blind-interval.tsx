import { LocalTime } from "@/components/ui/time";
import { causeWords } from "@/lib/detection/hearing/words";
import { UNKNOWN_CAUSE } from "@/lib/heartbeat/constants";

type BlindIntervalProps = { started_at: string; ended_at: string; cause: string };

/** When the hub could not hear anybody, and why, as a sentence without its full stop. */
export function BlindInterval({ started_at, ended_at, cause }: BlindIntervalProps) {
  if (cause === UNKNOWN_CAUSE) {
    return (
      <>
        The hub cannot hear anybody since <LocalTime at={started_at} precision="second" />
      </>
    );
  }
  return (
    <>
      The hub could not hear anybody <LocalTime at={started_at} precision="second" /> –{" "}
      <LocalTime at={ended_at} precision="second" /> ({causeWords(cause)})
    </>
  );
}
