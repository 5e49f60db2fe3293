"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type Draft, type Repeats, repeatsChoices } from "./draft";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

type RepeatsFieldProps = {
  draft: Draft;
  error: string | undefined;
  onChange: (change: Partial<Draft>) => void;
};

/** Asks how often a window comes and, where that is a matter of weekdays, on which. */
export function RepeatsField({ draft, error, onChange }: RepeatsFieldProps) {
  const { repeats, weekdays } = draft;
  const hasWeekdays = repeats === "weekly" || repeats === "fortnightly";

  function toggle(day: number) {
    const others = weekdays.filter((each) => each !== day);
    onChange({
      weekdays: others.length < weekdays.length ? others : [...weekdays, day].sort((a, b) => a - b),
    });
  }

  return (
    <div className="grid gap-2">
      <Field label="Repeats" error={error}>
        {(control) => (
          <Select
            {...control}
            name="times"
            value={repeats}
            onChange={(event) => onChange({ repeats: event.target.value as Repeats })}
          >
            {repeatsChoices(draft).map((choice) => (
              <option key={choice.repeats} value={choice.repeats}>
                {choice.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {hasWeekdays && (
        <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
          <legend className="sr-only">On which days</legend>
          {WEEKDAYS.map((label, index) => (
            <label key={label} className="flex items-center gap-1.5">
              <input
                type="checkbox"
                className="size-4 accent-primary"
                checked={weekdays.includes(index + 1)}
                onChange={() => toggle(index + 1)}
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
