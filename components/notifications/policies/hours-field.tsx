import { Choice } from "@/components/parts/scope/scope-field";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { timesWords } from "@/lib/events/policies/match-words";
import { Check } from "./check";
import type { PolicyDraft } from "./draft";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

type HoursFieldProps = {
  draft: PolicyDraft;
  error: string | undefined;
  onChange: (change: Partial<PolicyDraft>) => void;
};

/** Asks when an incident has to begin for a policy to be for it. */
export function HoursField({ draft, error, onChange }: HoursFieldProps) {
  const { hours, from, until, weekdays, zone, kept } = draft;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">When it begins</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        <Choice
          label="At any time"
          name="hours"
          value="always"
          checked={hours === "always"}
          onChange={() => onChange({ hours: "always" })}
        />
        <Choice
          label="At certain hours"
          name="hours"
          value="daily"
          checked={hours === "daily"}
          onChange={() => onChange({ hours: "daily" })}
        />
        {kept.when !== null && hours === "kept" && (
          <Choice
            label={timesWords(kept.when)}
            name="hours"
            value="kept"
            checked
            onChange={() => onChange({ hours: "kept" })}
          />
        )}
      </div>
      {hours === "daily" && (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <label htmlFor="hours-from">From</label>
            <Input
              id="hours-from"
              type="time"
              className="w-34"
              value={from}
              onChange={(event) => onChange({ from: event.target.value })}
            />
            <label htmlFor="hours-until">until</label>
            <Input
              id="hours-until"
              type="time"
              className="w-34"
              value={until}
              onChange={(event) => onChange({ until: event.target.value })}
            />
            <span className="text-muted-foreground">{zone}</span>
          </p>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {DAYS.map((day, index) => {
              const number = index + 1;
              return (
                <Check
                  key={day}
                  checked={weekdays.includes(number)}
                  onChange={(event) =>
                    onChange({
                      weekdays: event.target.checked
                        ? [...weekdays, number].sort((a, b) => a - b)
                        : weekdays.filter((each) => each !== number),
                    })
                  }
                >
                  {day}
                </Check>
              );
            })}
          </div>
          <p className="text-[0.8125rem] text-muted-foreground">
            A night belongs to the day on which it begins.
          </p>
        </>
      )}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}
