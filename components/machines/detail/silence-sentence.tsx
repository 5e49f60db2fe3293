import Link from "next/link";
import { useIsCutOff } from "@/components/layout/live";
import { useNow } from "@/components/ui/clock";
import { Age, LocalTime } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import type { MachineDetail } from "@/lib/machines/schema";

/** Says how long a machine has been silent and when it would be offline. */
export function SilenceSentence({ machine }: { machine: MachineDetail }) {
  const now = useNow();
  // Without a connection the page knows nothing about silence.
  const isCutOff = useIsCutOff();
  const { status, last_seen: lastSeen, deadline, offline_after_effective: offlineAfter } = machine;
  const pausedUntil = machine.paused_until;
  if (status === "disabled") return <>Reports are refused and alerts are off.</>;
  if (pausedUntil !== null) {
    return (
      <>
        {machine.window === null ? (
          "Paused"
        ) : (
          <>
            Under{" "}
            <Link href="/maintenance" className="text-link hover:underline">
              {machine.window.name}
            </Link>
          </>
        )}{" "}
        until <LocalTime at={pausedUntil} />. Reports are still recorded; alerts are off until then.
      </>
    );
  }
  if (status === "pending" || lastSeen === null)
    return <>No report yet. Alerts start with the first report.</>;
  if (status === "offline") {
    return (
      <>
        Silent for <Age at={lastSeen} />, since <LocalTime at={lastSeen} precision="second" /> (threshold{" "}
        {offlineAfter})
        {machine.announced_stop !== null && `. It had announced: ${machine.announced_stop.reason}`}.
      </>
    );
  }
  if (isCutOff) {
    return (
      <>
        Last seen <LocalTime at={lastSeen} precision="second" />, as far as this page knows: it has lost the
        connection to the hub. Threshold: {offlineAfter}.
      </>
    );
  }
  const { announced_stop: stop } = machine;
  if (stop !== null && stop.back_by !== null && deadline !== null) {
    return (
      <>
        It announced a {stop.reason} and is expected back by <LocalTime at={stop.back_by} />. Silent for{" "}
        <Age at={lastSeen} />; offline at <LocalTime at={deadline} precision="second" /> unless it reports.
      </>
    );
  }
  const leftMs = deadline === null ? null : Date.parse(deadline) - now;
  return (
    <>
      Silent for <Age at={lastSeen} /> of {offlineAfter}
      {deadline !== null && leftMs !== null && (
        <>
          {". Offline at "}
          <LocalTime at={deadline} precision="second" />
          {leftMs > 0 ? `, in ${formatAge(leftMs)}, unless it reports` : ", about now"}
        </>
      )}
      .
    </>
  );
}
