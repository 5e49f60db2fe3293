import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type AccountFieldsProps = {
  errors: Record<string, string>;
  /** The address in the invitation. */
  email?: string | null;
};

/** The fields of every new account: name, e-mail address, password. */
export function AccountFields({ errors, email = null }: AccountFieldsProps) {
  return (
    <>
      <Field label="Your name" error={errors.name}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="name" />}
      </Field>
      <Field label="E-mail address" error={errors.email} hint="You use it to sign in.">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            required
            defaultValue={email ?? undefined}
            autoComplete="username"
          />
        )}
      </Field>
      <Field label="Password" error={errors.password} hint="At least 10 characters that nobody would guess.">
        {(control) => (
          <Input {...control} name="password" type="password" required autoComplete="new-password" />
        )}
      </Field>
    </>
  );
}
