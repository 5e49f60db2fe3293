"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Draft } from "../draft/draft";
import { comparisonWords } from "../words/rule-words";
import { scalesOf } from "../words/units";

type PartProps = {
  draft: Draft;
  errors: Record<string, string>;
  onChange: (change: Partial<Draft>) => void;
};

/** Asks above or below which value a rule fires, in a unit that suits the metric. */
export function ThresholdFields({ draft, errors, onChange }: PartProps) {
  const scales = scalesOf(draft.metric);
  return (
    <>
      <Field label="is" error={errors.comparison}>
        {(control) => (
          <Select
            {...control}
            name="comparison"
            value={draft.comparison}
            onChange={(event) => onChange({ comparison: event.target.value as Draft["comparison"] })}
          >
            {(["above", "below"] as const).map((comparison) => (
              <option key={comparison} value={comparison}>
                {comparisonWords({ metric: draft.metric, comparison })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Threshold" error={errors.threshold}>
        {(control) => (
          <span className="flex items-center gap-2">
            <Input
              {...control}
              name="threshold"
              inputMode="decimal"
              autoComplete="off"
              value={draft.threshold}
              className="w-20"
              onChange={(event) => onChange({ threshold: event.target.value })}
            />
            {scales.length > 1 ? (
              <Select
                aria-label="Unit"
                name="unit"
                value={draft.unit}
                onChange={(event) => onChange({ unit: event.target.value })}
              >
                {scales.map(({ word }) => (
                  <option key={word}>{word}</option>
                ))}
              </Select>
            ) : (
              scales[0].word
            )}
          </span>
        )}
      </Field>
    </>
  );
}

/** Asks for how long, or in how many samples in a row, the condition must be met. */
export function HeldFields({ draft, errors, onChange }: PartProps) {
  return (
    <div className="flex gap-3">
      <Field label="Fires after">
        {(control) => (
          <Select
            {...control}
            name="held"
            value={draft.held}
            onChange={(event) => onChange({ held: event.target.value as Draft["held"] })}
          >
            <option value="for">time</option>
            <option value="samples">samples</option>
          </Select>
        )}
      </Field>
      {draft.held === "for" ? (
        <Field label="For" error={errors.for}>
          {(control) => (
            <Input
              {...control}
              name="for"
              value={draft.for}
              placeholder="10m"
              autoComplete="off"
              spellCheck={false}
              className="w-20"
              onChange={(event) => onChange({ for: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Field label="In a row" error={errors.samples}>
          {(control) => (
            <Input
              {...control}
              name="samples"
              inputMode="numeric"
              value={draft.samples}
              autoComplete="off"
              className="w-20"
              onChange={(event) => onChange({ samples: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
