import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { findMetric } from "@/lib/heartbeat/report/metrics";
import { valueWords } from "@/lib/heartbeat/report/value-words";
import { bodyOf, chosenScale, type Draft } from "../draft/draft";

type MarginFieldProps = {
  draft: Draft;
  error: string | undefined;
  onChange: (margin: string) => void;
};

/** Asks how far back the value must come before an alert resolves; folded, because hardly anybody needs it. */
export function MarginField({ draft, error, onChange }: MarginFieldProps) {
  return (
    // Open while something is wrong in it: nobody would find it else.
    <details open={error !== undefined || draft.margin !== "" || undefined}>
      <summary className="w-fit cursor-pointer font-medium text-link">More</summary>
      <Field label="Recover margin" error={error} hint={hintOf(draft)} className="mt-3">
        {(control) => (
          <span className="flex items-center gap-2">
            <Input
              {...control}
              name="recover_margin"
              inputMode="decimal"
              autoComplete="off"
              value={draft.margin}
              placeholder="0"
              className="w-20"
              onChange={(event) => onChange(event.target.value)}
            />
            {chosenScale(draft).word}
          </span>
        )}
      </Field>
    </details>
  );
}

/** "Resolves below 85 %", as far as that is known. */
function hintOf(draft: Draft): string {
  const { metric, comparison, threshold, recover_margin: margin } = bodyOf(draft);
  const isAbove = comparison === "above";
  const value = isAbove ? threshold - margin : threshold + margin;
  if (!Number.isFinite(value)) return "How far back the value must come before the alert resolves.";
  const back = `${valueWords({ value, unit: findMetric(metric)?.unit ?? "number" })} or ${isAbove ? "less" : "more"}`;
  return `An alert resolves at ${back}. A margin keeps a value that sways around the threshold from firing again and again.`;
}
