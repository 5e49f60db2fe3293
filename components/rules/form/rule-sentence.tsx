import { scopeWords } from "@/components/parts/scope/scope-words";
import { bodyOf, conditionOf, type Draft } from "../draft/draft";
import { conditionWords } from "../words/rule-words";

/** The rule as it reads so far: "Any filesystem above 90 % for 10m, on all machines". */
export function RuleSentence({ draft }: { draft: Draft }) {
  const condition = conditionOf(draft);
  return (
    <p className="rounded-md bg-muted px-3 py-2" aria-live="polite">
      {condition === null ? (
        "A threshold and how long it must hold are still missing."
      ) : (
        <>
          Notifies when: <strong className="font-medium">{conditionWords(condition)}</strong>, on{" "}
          {scopeWords(bodyOf(draft).scope)}.
        </>
      )}
    </p>
  );
}
