import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Check } from "./check";
import type { PolicyDraft } from "./draft";

type ReminderFieldProps = {
  draft: Pick<PolicyDraft, "reminds" | "every" | "atMost">;
  error: string | undefined;
  onChange: (change: Partial<PolicyDraft>) => void;
};

/** Asks whether those who were notified are reminded that it lasts. */
export function ReminderField({ draft: { reminds, every, atMost }, error, onChange }: ReminderFieldProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">Remind</legend>
      <Check checked={reminds} onChange={(event) => onChange({ reminds: event.target.checked })}>
        Remind everybody while it lasts
      </Check>
      {reminds && (
        <p className="flex flex-wrap items-center gap-2 pl-6">
          <label htmlFor="remind-every">Every</label>
          <Input
            id="remind-every"
            className="w-20"
            value={every}
            onChange={(event) => onChange({ every: event.target.value })}
          />
          <label htmlFor="remind-at-most">at most</label>
          <Input
            id="remind-at-most"
            type="number"
            min={1}
            max={100}
            className="w-20"
            value={atMost}
            onChange={(event) => onChange({ atMost: event.target.value })}
          />
          times, until somebody acknowledges
        </p>
      )}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}
