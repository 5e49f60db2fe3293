import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { Select } from "@/components/ui/select";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import type { OwnField } from "./form-type";
import { asTyped, ownFact } from "./own-value";

type OwnFieldsProps = {
  fields: readonly OwnField[];
  channel: ChannelView | null;
  /** What a new channel begins with, as the API takes it: read from a pasted address. */
  given?: Readonly<Record<string, unknown>> | null;
  errors: Partial<Record<string, string>>;
};

/** The fields that only channels of this type have. */
export function OwnFields({ fields, ...props }: OwnFieldsProps) {
  const rare = fields.filter(({ isRare }) => isRare);
  const [isOpen, setIsOpen] = useState(rare.some(({ name }) => props.given?.[name] !== undefined));
  const isRefused = rare.some(({ name }) => props.errors[name] !== undefined);
  return (
    <>
      {fields.map((field) => !field.isRare && <OwnFieldRow key={field.name} field={field} {...props} />)}
      {rare.length > 0 && (
        // Whatever has opened it, only a press closes it: an error is gone with the first key, and typing goes on.
        <details open={isOpen || isRefused} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary className="w-fit cursor-pointer text-[0.8125rem] text-muted-foreground">
            More settings
          </summary>
          <div className="mt-3 grid gap-4">
            {rare.map((field) => (
              <OwnFieldRow key={field.name} field={field} {...props} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

type OwnFieldRowProps = Omit<OwnFieldsProps, "fields"> & { field: OwnField };

function OwnFieldRow({ field, channel, given, errors }: OwnFieldRowProps) {
  const { name, label, removal } = field;
  return (
    <div className="grid gap-2">
      <Field label={label} error={errors[name]} hint={hintOf(field, channel)}>
        {(control) => <Control {...control} field={field} channel={channel} given={given} />}
      </Field>
      {removal !== undefined && channel !== null && removal.isOffered(channel) && (
        <label htmlFor={removalOf(field)} className="flex w-fit items-center gap-2 text-[0.8125rem]">
          <Checkbox id={removalOf(field)} name={removalOf(field)} />
          {removal.label}
        </label>
      )}
    </div>
  );
}

type ControlProps = Pick<OwnFieldsProps, "channel" | "given"> & { field: OwnField; id: string };

function Control({ field, channel, given, ...control }: ControlProps) {
  const { name, placeholder, inputMode, isOptional, isSecret, isPassword, readLines, options, rows } = field;
  const common = {
    ...control,
    name,
    defaultValue: startValue({ field, channel, given }),
    required: isOptional !== true && !(isSecret && channel !== null),
  };
  if (options !== undefined) {
    return (
      <Select {...common}>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    );
  }
  const typed = {
    ...common,
    placeholder,
    spellCheck: false,
    className: inputMode === "url" ? undefined : "font-mono",
  };
  if (rows !== 1 && (readLines !== undefined || rows !== undefined))
    return <Textarea {...typed} rows={rows} autoComplete="off" />;
  return (
    <Input
      {...typed}
      type={isPassword ? "password" : inputMode === "url" ? "url" : "text"}
      inputMode={inputMode}
      autoComplete={isPassword ? "new-password" : "off"}
    />
  );
}

function startValue({ field, channel, given }: Omit<ControlProps, "id">): string | undefined {
  const { name, initial, isSecret, rows } = field;
  const value = channel === null ? given?.[name] : isSecret ? undefined : ownFact(channel, name);
  const text = asTyped(value) ?? (channel === null ? initial : undefined);
  return rows === 1 ? text?.replaceAll("\n", ", ") : text;
}

function hintOf({ hint, editHint }: OwnField, channel: ChannelView | null) {
  if (channel === null) return hint;
  return (typeof editHint === "function" ? editHint(channel) : editHint) ?? hint;
}

const removalOf = ({ name }: OwnField) => `remove_${name}`;

/**
 * The body's part for these fields of a submitted form. An empty secret is left out, so that it stays as it is, unless it
 * is to be removed; any other empty field is null.
 */
export function readOwnFields(fields: readonly OwnField[], form: FormData): Record<string, unknown> {
  const read = fields.map((field): [string, unknown] => [field.name, readField(field, form)]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function readField(field: OwnField, form: FormData): unknown {
  const { name, isOptional, isSecret, isPassword, readLines } = field;
  if (form.has(removalOf(field))) return null;
  const typed = isPassword ? form.get(name) || null : textOrNull(form, name);
  if (typed === null && isSecret) return undefined;
  if (typeof typed === "string" && readLines !== undefined) return readLines(typed);
  return isOptional || isSecret ? typed : textOf(form, name);
}
