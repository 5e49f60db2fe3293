"use client";

import type { ComponentProps } from "react";
import { useLive } from "@/components/layout/live";
import { Field, FieldError } from "@/components/ui/field";
import { TokenInput } from "@/components/ui/token-input";
import type { MachineScope } from "@/lib/machines/machine-scope";
import { MachinesField } from "./machines-field";

/** For which machines something is, as a form holds it. */
export type ScopeDraft = { scope: "all" | "tags" | "machines"; tags: string[]; machines: number[] };

type ScopeFieldProps = {
  draft: ScopeDraft;
  /** What it asks: "Applies to". */
  legend: string;
  error: string | undefined;
  onChange: (change: Partial<ScopeDraft>) => void;
};

const SCOPES: { scope: ScopeDraft["scope"]; label: string }[] = [
  { scope: "all", label: "All machines" },
  { scope: "tags", label: "Machines with a tag" },
  { scope: "machines", label: "Some machines" },
];

/** Asks for which machines something is. A fieldset named `scope`, so that what the hub refuses about it is found. */
export function ScopeField({ draft, legend, error, onChange }: ScopeFieldProps) {
  const { tags } = useLive().shell;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">{legend}</legend>
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

/** The scope that the API takes, of a form; tags that have been typed and not yet entered included. */
export function scopeOf(
  draft: ScopeDraft,
  form: FormData,
): { all: true } | { tags: string[] } | { machines: number[] } {
  if (draft.scope === "all") return { all: true };
  if (draft.scope === "machines") return { machines: draft.machines };
  const typed = form.getAll("scope").slice(1).map(String);
  return { tags: typed.filter((tag) => tag.trim() !== "") };
}

/** What a form holds of a scope. */
export function scopeDraftOf(scope: MachineScope): ScopeDraft {
  const none = { tags: [], machines: [] };
  if ("tags" in scope) return { ...none, scope: "tags", tags: scope.tags };
  if ("machines" in scope) return { ...none, scope: "machines", machines: scope.machines };
  return { ...none, scope: "all" };
}

/** What is refused about one machine or tag is named by its place: "scope.tags.3". */
export function scopeError(fields: Record<string, string>): string | undefined {
  return Object.entries(fields).find(([field]) => /^scope(\.|$)/.test(field))?.[1];
}
