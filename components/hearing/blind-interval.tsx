import { LocalTime } from "@/components/ui/time";

const CAUSES: Record<string, string> = {
  down: "it was down",
  frozen: "it was frozen",
  listener: "its port did not answer",
  database: "its database could not be written",
  refused: "it had to refuse reports",
  clock: "its clock was set",
};

type BlindIntervalProps = { started_at: string; ended_at: string; cause: string };

/** When the hub could not hear anybody, and why, as a sentence without its full stop. */
export function BlindInterval({ started_at, ended_at, cause }: BlindIntervalProps) {
  return (
    <>
      The hub could not hear anybody <LocalTime at={started_at} precision="second" /> –{" "}
      <LocalTime at={ended_at} precision="second" /> ({CAUSES[cause] ?? cause})
    </>
  );
}
