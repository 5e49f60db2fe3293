import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type ZoneFieldProps = { zone: string; error: string | undefined };

/** The time zone in which a team's notifications write times. */
export function ZoneField({ zone, error }: ZoneFieldProps) {
  const listId = useId();
  return (
    <Field
      label="Time zone of notifications"
      error={error}
      hint="Messages name it with every time. For example Europe/Berlin; empty means UTC. Pages show times in your browser's zone."
    >
      {(control) => (
        <>
          <Input
            {...control}
            name="time_zone"
            list={listId}
            maxLength={64}
            defaultValue={zone}
            placeholder="UTC"
            autoComplete="off"
            spellCheck={false}
          />
          <datalist id={listId}>
            {Intl.supportedValuesOf("timeZone").map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
