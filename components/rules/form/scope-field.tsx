"use client";

import type { ComponentProps } from "react";
import { useLive } from "@/components/layout/live";
import { Field, FieldError } from "@/components/ui/field";
import { TokenInput } from "@/components/ui/token-input";
import type { Draft } from "../draft/draft";
import { MachinesField } from "./machines-field";

type ScopeFieldProps = {
  draft: Pick<Draft, "scope" | "tags" | "machines">;
  error: string | undefined;
  onChange: (change: Partial<Draft>) => void;
};

const SCOPES: { scope: Draft["scope"]; label: string }[] = [
  { scope: "all", label: "All machines" },
  { scope: "tags", label: "Machines with a tag" },
  { scope: "machines", label: "Some machines" },
];

/** Asks where a rule applies. A fieldset named `scope`, so that what the hub refuses about it is found. */
export function ScopeField({ draft, error, onChange }: ScopeFieldProps) {
  const { tags } = useLive().shell;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">Applies to</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {SCOPES.map(({ scope, label }) => (
          <Choice
            key={scope}
            label={label}
            name="scope"
            value={scope}
            checked={draft.scope === scope}
            onChange={() => onChange({ scope })}
          />
        ))}
      </div>
      {draft.scope === "tags" && (
        <Field label="Tags" error={error} hint="Machines with any of these tags, also those added later.">
          {(control) => (
            <TokenInput
              {...control}
              name="scope"
              maxLength={40}
              defaultTokens={draft.tags}
              suggestions={tags.map(({ tag }) => tag)}
              onTokens={(chosen) => onChange({ tags: chosen })}
            />
          )}
        </Field>
      )}
      {draft.scope === "machines" && (
        <MachinesField
          machines={draft.machines}
          error={error}
          onChange={(machines) => onChange({ machines })}
        />
      )}
      {draft.scope === "all" && error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

export function Choice({ label, ...input }: ComponentProps<"input"> & { label: string }) {
  return (
    <label className="flex w-fit items-center gap-2">
      <input type="radio" className="size-4 accent-primary" {...input} />
      {label}
    </label>
  );
}
