import { timeWords } from "@/lib/base/time-zone";
import type { AlertFacts } from "@/lib/events/facts";
import { partOf } from "@/lib/events/types";
import { comparedWords } from "@/lib/heartbeat/report/condition";
import { type IncidentStatuses, isOver } from "../incident-status";
import type { AlertMessage } from "../message";
import { conditionOf, ENDED_BY, firedFor, namedParts, readingOf, SEVERITY_MARKS } from "./alert-words";
import { countOf, lastingWords, nameOf, takenWords } from "./machine-words";
import type { Part } from "./parts";

/** An alert in a burst, by the latest event about it. */
export type AlertSummary = { facts: AlertFacts; zone: string; isFiring: boolean; isReplay: boolean };

/** The alerts that these messages are about, oldest first. */
export function alertsOf(messages: readonly AlertMessage[]): AlertSummary[] {
  const alerts = new Map<number, AlertSummary>();
  for (const { event, facts, zone, isReplay } of messages) {
    const known = alerts.get(facts.incident.id);
    const isFiring = partOf(event) !== "closes";
    alerts.set(facts.incident.id, { facts, zone, isFiring, isReplay: isReplay || known?.isReplay === true });
  }
  return [...alerts.values()];
}

/** How many of them fire, with the mark of the worst. */
export function alertTitle({
  firing,
  incidentStatuses,
}: {
  firing: readonly AlertSummary[];
  incidentStatuses: IncidentStatuses;
}): string {
  const still = firing.filter(({ facts }) => !isOver(incidentStatuses.get(facts.incident.id)));
  const all = countOf(firing.length, "alert");
  if (still.length === 0) return firing.length === 1 ? "✅ 1 alert is over" : `✅ All ${all} are over`;
  const isCritical = still.some(({ facts }) => facts.firing.severity === "critical");
  const mark = SEVERITY_MARKS[isCritical ? "critical" : "warning"];
  return still.length === firing.length ? `${mark} ${all}` : `${mark} ${still.length} of ${all} still firing`;
}

/** An alert that fires, or did when the message was sent. */
export function alertLine({
  alert: { facts, zone, isReplay },
  incidentStatuses,
}: {
  alert: AlertSummary;
  incidentStatuses: IncidentStatuses;
}): Part[] {
  const { machine, firing, incident } = facts;
  const because = lastingWords(facts);
  const name = nameOf(machine);
  const status = incidentStatuses.get(incident.id);
  if (status?.kind === "over" || status?.kind === "disabled") {
    const at = timeWords({ at: status.at, zone, precision: "second" });
    const was = namedParts(comparedWords({ ...firing, verb: "was" }));
    return [
      { strike: name },
      ": ",
      ...was,
      ` – ${status.kind === "over" ? "resolved" : "disabled"} at ${at}`,
    ];
  }
  const words =
    because === null
      ? [...namedParts(readingOf(firing)), ` (${conditionOf(firing)})`]
      : [
          ...namedParts(
            comparedWords({ ...firing, verb: machine.status === "offline" ? "was" : "is still" }),
          ),
          `; ${because}`,
        ];
  const taken = status?.kind === "taken" ? `, ${takenWords(status, zone)}` : "";
  const mark = SEVERITY_MARKS[firing.severity];
  return [`${mark} `, { code: name }, ": ", ...words, `${taken}${replayed(isReplay)}`];
}

/** An alert that is over. */
export function resolvedLine({ facts, isReplay }: AlertSummary): Part[] {
  const { machine, firing, resolution = "recovered" } = facts;
  const isBack = resolution === "recovered";
  const words = isBack ? readingOf(firing) : comparedWords({ ...firing, verb: "was" });
  const how = isBack ? ` – resolved after ${firedFor(facts)}` : ` – ${ENDED_BY[resolution].toLowerCase()}`;
  return [{ code: nameOf(machine) }, ": ", ...namedParts(words), `${how}${replayed(isReplay)}`];
}

function replayed(isReplay: boolean): string {
  return isReplay ? " (sent again on request)" : "";
}
