import { useIsCutOff } from "@/components/layout/live";
import { useNow } from "@/components/ui/clock";
import { Age, LocalTime } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import type { MachineView } from "@/lib/machines/schema";

/** How long a machine has been silent and what that leads to, as one sentence. */
export function SilenceSentence({ machine }: { machine: MachineView }) {
  const now = useNow();
  // What the page does not hear is nobody's silence.
  const isCutOff = useIsCutOff();
  const { status, last_seen: lastSeen, deadline, offline_after_effective: offlineAfter } = machine;
  const pausedUntil = machine.paused_until;
  if (status === "disabled") return <>Its key is refused; nothing is expected of it and nobody is told.</>;
  if (pausedUntil !== null) {
    return (
      <>
        Paused until <LocalTime at={pausedUntil} />: reports are taken, nobody is told anything.
      </>
    );
  }
  if (status === "pending" || lastSeen === null)
    return <>Nothing heard yet. Alerts begin with its first report.</>;
  if (status === "offline") {
    return (
      <>
        Silent for <Age at={lastSeen} />, since <LocalTime at={lastSeen} precision="second" /> ({offlineAfter}{" "}
        tolerated).
      </>
    );
  }
  if (isCutOff) {
    return (
      <>
        Last seen <LocalTime at={lastSeen} precision="second" />, as far as this page knows: it has lost the
        hub. {offlineAfter} of silence are tolerated.
      </>
    );
  }
  const leftMs = deadline === null ? null : Date.parse(deadline) - now;
  return (
    <>
      Silent for <Age at={lastSeen} /> of {offlineAfter}
      {deadline !== null && leftMs !== null && (
        <>
          {" → offline at "}
          <LocalTime at={deadline} precision="second" />
          {leftMs > 0 ? `, in ${formatAge(leftMs)}, unless it reports` : ", about now"}
        </>
      )}
      .
    </>
  );
}
