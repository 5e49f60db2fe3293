import { LocalTime } from "@/components/ui/time";
import { causeWords } from "@/lib/detection/hearing/words";
import { UNKNOWN_CAUSE } from "@/lib/heartbeat/constants";

type BlindIntervalProps = { started_at: string; ended_at: string; cause: string };

/** When the hub could not receive reports, and why, as a sentence without its full stop. */
export function BlindInterval({ started_at, ended_at, cause }: BlindIntervalProps) {
  if (cause === UNKNOWN_CAUSE) {
    return (
      <>
        The hub has not been able to receive reports since <LocalTime at={started_at} precision="second" />
      </>
    );
  }
  return (
    <>
      The hub could not receive reports from <LocalTime at={started_at} precision="second" /> to{" "}
      <LocalTime at={ended_at} precision="second" /> ({causeWords(cause)})
    </>
  );
}
