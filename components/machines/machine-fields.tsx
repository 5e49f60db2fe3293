import { useId } from "react";
import { Field, FieldError } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";

type FieldsProps = { errors: Record<string, string> };

type NameFieldProps = FieldsProps & { defaultValue?: string };

export function NameField({ errors, defaultValue }: NameFieldProps) {
  return (
    <Field label="Name" error={errors.name} hint="As you call it: it stands in every alert.">
      {(control) => (
        <Input
          {...control}
          name="name"
          required
          maxLength={100}
          defaultValue={defaultValue}
          autoComplete="off"
        />
      )}
    </Field>
  );
}

export function DescriptionField({ errors, defaultValue }: NameFieldProps) {
  return (
    <Field label="Description" error={errors.description}>
      {(control) => (
        <Textarea {...control} name="description" maxLength={2000} rows={2} defaultValue={defaultValue} />
      )}
    </Field>
  );
}

type ThresholdFieldProps = FieldsProps & { defaultValue?: string; fallback: string };

/** The threshold as a sentence with a gap: "Alert when silent for [2m]". Empty means the default. */
export function ThresholdField({ errors, defaultValue, fallback }: ThresholdFieldProps) {
  const id = useId();
  const error = errors.offline_after;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="font-medium">
          Alert when silent for
        </label>
        <Input
          id={id}
          name="offline_after"
          defaultValue={defaultValue}
          placeholder={fallback}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={`${id}-note`}
          className="w-24 text-center"
        />
      </div>
      {error === undefined ? (
        <p id={`${id}-note`} className="text-[0.8125rem] text-muted-foreground">
          Such as 30s, 2m or 1h30m. Empty means the default, {fallback}.
        </p>
      ) : (
        <FieldError id={`${id}-note`}>{error}</FieldError>
      )}
    </div>
  );
}
