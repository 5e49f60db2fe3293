import { demandWords, firingValue, firingWords } from "@/lib/incidents/firing-words";
import type { FiringView, IncidentDetail } from "@/lib/incidents/schema";

type Step = IncidentDetail["timeline"][number];
type Words = { title: string; note?: string | null };

/** A moment of an incident's timeline, except one of a notification: what happened, and what it means. */
export function momentWords(step: Step, incident: IncidentDetail): Words {
  switch (step.moment) {
    case "last_heard":
      return { title: "Last report", note: "The hub received nothing after this." };
    case "deadline":
      return { title: "Deadline passed", note: `Threshold: ${incident.offline_after} of silence.` };
    case "condition_met":
      return { title: incident.firing === null ? "It began" : sentence(firingWords(incident.firing, "was")) };
    case "detected":
      return incident.firing === null ? declared(incident) : fired(incident.firing);
    case "resolved":
      return resolved(incident);
    case "acknowledged":
      return { title: `Acknowledged by ${step.by}`, note: "The recovery is still sent." };
    case "snoozed":
      return {
        title: `Snoozed by ${step.by}`,
        note: `If still ${incident.firing === null ? "down" : "firing"} then, a reminder is sent.`,
      };
    case "taken_back":
      return { title: `Unacknowledged by ${step.by}` };
    case "told":
      return { title: "Alert sent" };
    case "reminded":
      return { title: "Reminder sent" };
    case "recovery_told":
      return { title: "Recovery sent" };
  }
}

function declared({ detected_at, resolved_at, decision }: IncidentDetail): Words {
  const wasUnseen = detected_at === resolved_at;
  const unseen = "No worker was running when it went offline; the next report revealed the outage.";
  return { title: "Declared offline", note: wasUnseen ? unseen : (decision?.together ?? null) };
}

function fired(firing: FiringView): Words {
  const { rule_name: rule, value } = firing;
  return {
    title: "Fired",
    note: `${firingValue(firing, value)}: ${demandWords(firing)}. Rule: ${rule}.`,
  };
}

function resolved({ resolution, firing }: IncidentDetail): Words {
  switch (resolution) {
    case "disabled":
      return { title: "Disabled", note: "The machine was disabled, so no recovery is sent." };
    case "rule_changed":
      return { title: "Rule changed", note: "What it had opened was closed; the new rule starts afresh." };
    case "rule_off":
      return { title: "Rule switched off", note: "What it had opened was closed." };
    case "rule_deleted":
      return { title: "Rule deleted", note: "What it had opened was closed." };
    case "target_gone":
      return { title: "No longer reported", note: "The machine does not report it any more." };
    case "recovered": {
      const value = firing?.resolved_value ?? null;
      const note = firing === null || value === null ? null : `Back at ${firingValue(firing, value)}.`;
      return { title: "Resolved", note };
    }
    case "reported":
    case null:
      return { title: "Back online", note: "A report arrived." };
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
