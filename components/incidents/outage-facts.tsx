import { formatDuration, formatGap, parseDuration } from "@/lib/base/duration";
import type { IncidentDetail } from "@/lib/incidents/schema";
import { Fact, IncidentFacts } from "./incident-facts";

/** Why the hub declared the outage when it did. */
export function OutageFacts({ incident }: { incident: IncidentDetail }) {
  const { decision } = incident;
  if (decision === null) return null;
  const hubDownMs = decision.blind_intervals.reduce(
    (sum, each) => sum + Date.parse(each.ended_at) - Date.parse(each.started_at),
    0,
  );
  return (
    <IncidentFacts
      incident={incident}
      title="Why it was declared"
      facts={
        <>
          <Fact label="Threshold">{incident.offline_after}</Fact>
          <Fact label="Silence counted">{formatGap(parseDuration(decision.heard_silence) ?? 0)}</Fact>
          <Fact label="Hub downtime excluded">{hubDownMs === 0 ? "none" : formatGap(hubDownMs)}</Fact>
          <Fact label="Grace after hub downtime">
            {decision.grace}
            <span className="block text-[0.8125rem] text-muted-foreground">
              twice its current report interval
            </span>
          </Fact>
        </>
      }
    >
      <details className="border-t px-4 py-3 text-[0.8125rem]">
        <summary className="cursor-pointer text-link">Heard time</summary>
        <p className="mt-1 text-muted-foreground">
          How long the hub had been able to receive reports by then. This clock stops while the hub is down,
          so the hub’s own downtime never counts as a machine’s silence.
        </p>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
          <Fact label="Last report">{formatDuration(decision.heard_ms.last_report)}</Fact>
          <Fact label="Deadline">{formatDuration(decision.heard_ms.deadline)}</Fact>
          <Fact label="Decision">{formatDuration(decision.heard_ms.decided)}</Fact>
        </dl>
      </details>
    </IncidentFacts>
  );
}
