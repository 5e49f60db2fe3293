import { CircleCheck, CircleSlash, CircleX } from "lucide-react";
import { SEVERITY_COLOURS, SEVERITY_WORDS, SeverityIcon } from "@/components/parts/severity-mark";
import { Age } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import { firingWords } from "@/lib/incidents/firing-words";
import type { FiringView, IncidentView } from "@/lib/incidents/schema";

/** Whether an incident is open, and how bad it is or how it ended. Words must stand beside it. */
export function IncidentIcon({ incident }: { incident: IncidentView }) {
  const { firing, resolved_at: resolvedAt, resolution } = incident;
  const style = "mt-0.5 size-4 shrink-0";
  if (resolvedAt === null && firing !== null)
    return <SeverityIcon severity={firing.severity} className="mt-0.5" />;
  if (resolvedAt === null) return <CircleX className={`${style} text-offline`} aria-hidden />;
  const Icon = resolution === "reported" || resolution === "recovered" ? CircleCheck : CircleSlash;
  return <Icon className={`${style} text-muted-foreground`} aria-hidden />;
}

/** What is or was wrong, and for how long, after the machine's name. */
export function IncidentOutcome({ incident }: { incident: IncidentView }) {
  const { firing, resolved_at: resolvedAt, started_at: startedAt } = incident;
  if (resolvedAt === null)
    return firing === null ? (
      <span className="text-offline">
        offline for <Age at={startedAt} />
      </span>
    ) : (
      <OpenFiring firing={firing} startedAt={startedAt} />
    );
  const length = formatAge(Date.parse(resolvedAt) - Date.parse(startedAt));
  const what = firing === null ? "was offline" : firingWords(firing, "was");
  return (
    <span className="text-muted-foreground">
      {what} for {length}
      {ENDINGS[incident.resolution ?? "reported"]}
    </span>
  );
}

function OpenFiring({ firing, startedAt }: { firing: FiringView; startedAt: string }) {
  return (
    <span className={SEVERITY_COLOURS[firing.severity]}>
      <span className="sr-only">{SEVERITY_WORDS[firing.severity]}: </span>
      {firingWords(firing, "is")} for <Age at={startedAt} />
    </span>
  );
}

/** How an incident ended, where it did not end by itself. */
const ENDINGS: Record<NonNullable<IncidentView["resolution"]>, string> = {
  reported: "",
  recovered: "",
  disabled: ", then disabled",
  target_gone: ", until it was no longer reported",
  rule_changed: ", until its rule was changed",
  rule_off: ", until its rule was switched off",
  rule_deleted: ", until its rule was deleted",
};
