"use client";

import { useState } from "react";
import { ScopeField, scopeError } from "@/components/parts/scope/scope-field";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import type { RuleView } from "@/lib/detection/rules/schema";
import { findMetric } from "@/lib/heartbeat/report/metrics";
import { bodyOf, type Draft, nameOf, withMetric } from "../draft/draft";
import { ReplayPreview } from "../replay/replay-preview";
import { ChangeNotice } from "./change-notice";
import { MarginField } from "./margin-field";
import { MetricField } from "./metric-field";
import { RuleSentence } from "./rule-sentence";
import { SeverityField } from "./severity-field";
import { TargetField } from "./target-field";
import { HeldFields, ThresholdFields } from "./threshold-fields";
import { useKnownNames } from "./use-known-names";

export type RuleBody = ReturnType<typeof bodyOf>;

type RuleFormProps = {
  /** What the form holds at first. */
  first: Draft;
  /** Null: the form adds a rule. */
  rule: RuleView | null;
  /** The machine whose history is shown at first; null: one of those in scope. */
  machineId: number | null;
  submitLabel: string;
  onCancel: () => void;
  /** Throws ApiError when it is refused. */
  onSubmit: (body: RuleBody) => Promise<void>;
};

/** The form of a rule: its condition as a sentence, where it applies, and how often it would have fired. */
export function RuleForm({ first, rule, machineId, submitLabel, onCancel, onSubmit: save }: RuleFormProps) {
  const [draft, setDraft] = useState(first);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    // A tag may have been typed and not yet entered.
    const tags = form
      .getAll("scope")
      .slice(1)
      .map(String)
      .filter((tag) => tag.trim() !== "");
    const sent = draft.scope === "tags" ? { ...draft, tags } : draft;
    await save(bodyOf({ ...sent, name: nameOf(sent) }));
  });
  const known = useKnownNames(draft);
  const of = findMetric(draft.metric)?.of ?? null;

  function choose(metric: string) {
    setDraft(withMetric(draft, metric));
    // Chosen by a key, it is no click, and nothing is typed into the form.
    handlers.onInput();
  }

  return (
    <form {...handlers} noValidate className="grid gap-5">
      <div className="flex flex-wrap items-start gap-3">
        <MetricField
          metric={draft.metric}
          gauges={known.names.gauge}
          error={fields.metric}
          onChoose={choose}
        />
        {of !== null && (
          <TargetField
            of={of}
            target={draft.target}
            known={known.names[of]}
            error={fields.target}
            onChange={(target) => change({ target })}
          />
        )}
      </div>
      <div className="flex flex-wrap items-start gap-3">
        <ThresholdFields draft={draft} errors={fields} onChange={change} />
        <HeldFields draft={draft} errors={fields} onChange={change} />
      </div>
      <SeverityField severity={draft.severity} onChange={(severity) => change({ severity })} />
      <ScopeField draft={draft} legend="Applies to" error={scopeError(fields)} onChange={change} />
      <Field label="Name (optional)" error={fields.name} hint="Shown in every alert.">
        {(control) => (
          <Input
            {...control}
            name="name"
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            placeholder={nameOf({ ...draft, name: "" })}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <MarginField draft={draft} error={fields.recover_margin} onChange={(margin) => change({ margin })} />
      <RuleSentence draft={draft} />
      {rule !== null && <ChangeNotice rule={rule} draft={draft} />}
      <ReplayPreview draft={draft} machines={known.machines} firstMachineId={machineId} />
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        {submitLabel}
      </FormActions>
    </form>
  );
}
