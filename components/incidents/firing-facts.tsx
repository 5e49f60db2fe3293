import Link from "next/link";
import { SEVERITY_WORDS, SeverityIcon } from "@/components/parts/severity-mark";
import { demandWords, firingValue } from "@/lib/incidents/firing-words";
import type { FiringView, IncidentDetail } from "@/lib/incidents/schema";
import { Fact, IncidentFacts } from "./incident-facts";

type FiringFactsProps = { incident: IncidentDetail; firing: FiringView };

/** Which rule fired, as it was then, and with which values. */
export function FiringFacts({ incident, firing }: FiringFactsProps) {
  const { rule_id: ruleId, rule_name: name, severity, value, resolved_value: resolvedValue } = firing;
  return (
    <IncidentFacts
      incident={incident}
      title="Why it fired"
      facts={
        <>
          <Fact label="Rule">
            {ruleId === null ? (
              <>
                <bdi>{name}</bdi>
                <span className="block text-[0.8125rem] text-muted-foreground">deleted since</span>
              </>
            ) : (
              <Link href="/rules" className="font-medium break-words text-link hover:underline">
                <bdi>{name}</bdi>
              </Link>
            )}
          </Fact>
          <Fact label="Severity">
            <span className="inline-flex items-center gap-1.5">
              <SeverityIcon severity={severity} isOver={incident.resolved_at !== null} />
              {SEVERITY_WORDS[severity]}
            </span>
          </Fact>
          <Fact label="Watched">
            <bdi className="break-words">{firing.label}</bdi>
          </Fact>
          <Fact label="Fires when">{demandWords(firing)}</Fact>
          <Fact label="Fired at">{firingValue(firing, value)}</Fact>
          {resolvedValue !== null && <Fact label="Resolved at">{firingValue(firing, resolvedValue)}</Fact>}
        </>
      }
    />
  );
}
