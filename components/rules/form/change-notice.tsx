import { BellOff } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { RuleView } from "@/lib/detection/rules/schema";
import { type Draft, draftOf } from "../draft/draft";
import { closingWords } from "../words/closing-words";

/** Another one of these is another condition; a name, a severity or a margin closes nothing. */
const CONDITION = ["metric", "target", "comparison", "threshold", "unit", "held", "for", "samples"] as const;
const SCOPE = ["scope", "tags", "machines"] as const;

/** Says what a change of a rule closes, before it is saved. */
export function ChangeNotice({ rule, draft }: { rule: RuleView; draft: Draft }) {
  const words = closingWords(rule.firing);
  if (words === null) return null;
  const before = draftOf(rule);
  const differs = (fields: readonly (keyof Draft)[]) =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(draft[field]));
  if (differs(CONDITION)) {
    return (
      <Notice tone="warn" icon={<BellOff aria-hidden />} title="This closes what the rule has open">
        {words} Where the new condition is met, it fires again.
      </Notice>
    );
  }
  if (!differs(SCOPE)) return null;
  return (
    <Notice tone="warn" icon={<BellOff aria-hidden />} title="This may close what the rule has open">
      Alerts on machines that the rule is no longer for are closed; those who were notified are told.
    </Notice>
  );
}
