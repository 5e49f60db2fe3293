"use client";

import { useState } from "react";
import { useLive } from "@/components/layout/live";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { TokenInput } from "@/components/ui/token-input";
import { useTakenName } from "./use-taken-name";

type FieldsProps = { errors: Record<string, string> };

type NameFieldProps = FieldsProps & { machine?: { id: number; name: string } };

/** The name; warns during typing when another machine already has it. */
export function NameField({ errors, machine }: NameFieldProps) {
  const [name, setName] = useState(machine?.name ?? "");
  const taken = useTakenName({ name, ownId: machine?.id ?? null });
  return (
    <Field label="Name" error={taken ?? errors.name} hint="Shown in every alert.">
      {(control) => (
        <Input
          {...control}
          name="name"
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
        />
      )}
    </Field>
  );
}

export function DescriptionField({ errors, defaultValue }: FieldsProps & { defaultValue?: string }) {
  return (
    <Field
      label="Description (optional)"
      error={errors.description}
      hint="Its beginning is sent with every message about this machine."
    >
      {(control) => (
        <Textarea {...control} name="description" maxLength={2000} rows={2} defaultValue={defaultValue} />
      )}
    </Field>
  );
}

export function RunbookField({ errors, defaultValue }: FieldsProps & { defaultValue?: string }) {
  return (
    <Field
      label="Runbook link (optional)"
      error={errors.runbook_url}
      hint="Where to read what to do. Every message about this machine carries it."
    >
      {(control) => (
        <Input
          {...control}
          name="runbook_url"
          type="url"
          maxLength={500}
          placeholder="https://"
          defaultValue={defaultValue}
          autoComplete="off"
        />
      )}
    </Field>
  );
}

/** Tags, with suggestions from other machines. */
export function TagsField({ errors, defaultTags = [] }: FieldsProps & { defaultTags?: string[] }) {
  const { tags } = useLive().shell;
  // An invalid tag is named by its index: "tags.3".
  const error = Object.entries(errors).find(([field]) => /^tags(\.|$)/.test(field))?.[1];
  return (
    <Field
      label="Tags (optional)"
      error={error}
      hint="Press Enter or comma after each tag. Tags group and filter machines."
    >
      {(control) => (
        <TokenInput
          {...control}
          name="tags"
          maxLength={40}
          defaultTokens={defaultTags}
          suggestions={tags.map(({ tag }) => tag)}
        />
      )}
    </Field>
  );
}

/** The tags in a form. */
export function tagsOf(form: FormData): string[] {
  return form
    .getAll("tags")
    .flatMap((tag) => (typeof tag === "string" && tag.trim() !== "" ? [tag.trim()] : []));
}
