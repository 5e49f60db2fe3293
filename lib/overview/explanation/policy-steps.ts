import { partOfKey } from "@/lib/events/policies/plan";
import type { ExplainedIncident, ExplainedPolicy } from "./facts";
import type { ExplanationStep } from "./schema";
import { toStep } from "./steps";

/** The policy that an incident follows, and what came or comes of its later steps and reminders. */
export function policySteps(incident: ExplainedIncident): ExplanationStep[] {
  const { policy, detectedAtMs, id: incidentId } = incident;
  if (policy === null) return [];
  const sentence = `The policy ${policy.name} (version ${policy.number}) says who is notified.`;
  const chosen = toStep({ step: "policy", state: "went_on", atMs: detectedAtMs, sentence, incidentId });
  const turns = policy.turns.flatMap((turn): ExplanationStep[] => {
    const words = turnWords(turn, policy);
    return words === null ? [] : [toStep({ step: "turn", atMs: turn.atMs, ...words, incidentId })];
  });
  return [chosen, ...turns];
}

type Turn = ExplainedPolicy["turns"][number];

function turnWords(
  { key, ending }: Turn,
  { reminders }: ExplainedPolicy,
): Pick<ExplanationStep, "state" | "sentence"> | null {
  const part = partOfKey(key);
  if (part === null) return null;
  const isFirst = part.kind === "step" && part.number === 1;
  const isLast = part.kind === "reminder" && part.number === reminders;
  const name =
    part.kind === "fallback"
      ? "What its default policy says"
      : part.kind === "step"
        ? `Step ${part.number}`
        : `Reminder ${part.number} of ${reminders}`;
  switch (ending) {
    case null:
      if (part.kind === "fallback")
        return { state: "waits", sentence: `${name} comes then, if nothing has arrived.` };
      return { state: "waits", sentence: `${name} comes then, unless somebody acknowledges it.` };
    case "told":
      if (isFirst) return null;
      if (part.kind === "fallback")
        return { state: "went_on", sentence: "Nothing had arrived, so the default policy was followed." };
      return { state: "went_on", sentence: `${name} came${isLast ? ": the last one" : ""}.` };
    case "nobody":
      return { state: "ended", sentence: `${name} notified nobody: no channel of it could be used.` };
    case "acknowledged":
      return { state: "ended", sentence: `${name} was not sent: somebody had acknowledged it.` };
    case "snoozed":
      return { state: "ended", sentence: `${name} was not sent: somebody had snoozed it.` };
    case "over":
      return isFirst
        ? { state: "ended", sentence: "It was over before the first step: nobody was notified." }
        : null;
    case "reached":
      return null;
  }
}
