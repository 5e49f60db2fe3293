import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import type { OwnField } from "./form-type";
import { ownValue } from "./own-value";

type OwnFieldsProps = {
  fields: readonly OwnField[];
  channel: ChannelView | null;
  errors: Partial<Record<string, string>>;
};

/** The fields that only channels of this type have. */
export function OwnFields({ fields, channel, errors }: OwnFieldsProps) {
  return fields.map(({ name, label, hint, editHint, placeholder, inputMode, isOptional, isSecret }) => (
    <Field key={name} label={label} error={errors[name]} hint={channel === null ? hint : (editHint ?? hint)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          required={isOptional !== true && !(isSecret && channel !== null)}
          defaultValue={isSecret ? undefined : ownValue(channel, name)}
          placeholder={placeholder}
          type={inputMode === "url" ? "url" : "text"}
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          className={inputMode === "url" ? undefined : "font-mono"}
        />
      )}
    </Field>
  ));
}

/** The body's part for these fields of a submitted form. An empty secret is left out, any other empty field is null. */
export function readOwnFields(fields: readonly OwnField[], form: FormData): Record<string, string | null> {
  const read = fields.map(({ name, isOptional, isSecret }): [string, string | null] => [
    name,
    isOptional || isSecret ? textOrNull(form, name) : textOf(form, name),
  ]);
  const secrets = new Set(fields.flatMap(({ name, isSecret }) => (isSecret ? [name] : [])));
  return Object.fromEntries(read.filter(([name, value]) => value !== null || !secrets.has(name)));
}
