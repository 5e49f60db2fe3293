import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type ChannelNameFieldProps = { name: string | undefined; error: string | undefined };

export function ChannelNameField({ name, error }: ChannelNameFieldProps) {
  return (
    <Field label="Name" error={error} hint="A name that you will recognise, such as “on-call” or “ops room”.">
      {(control) => (
        <Input {...control} name="name" required maxLength={100} defaultValue={name} autoComplete="off" />
      )}
    </Field>
  );
}
