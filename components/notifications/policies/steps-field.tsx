import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { Check } from "./check";
import type { StepDraft } from "./draft";

const MAX_STEPS = 10;

type StepsFieldProps = {
  steps: StepDraft[];
  channels: ChannelView[];
  fields: Record<string, string>;
  onChange: (steps: StepDraft[]) => void;
};

/** Who is notified, as a line of times from top to bottom. */
export function StepsField({ steps, channels, fields, onChange }: StepsFieldProps) {
  const change = (key: number, changed: Partial<StepDraft>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...changed } : step)));
  const nextKey = Math.max(0, ...steps.map(({ key }) => key)) + 1;
  return (
    <fieldset className="grid gap-0">
      <legend className="mb-2 font-medium">Notify</legend>
      <ol className="ml-1.5 border-l-2 border-border">
        {steps.map((step, index) => (
          <li key={step.key} className="relative pb-4 pl-5">
            <span
              aria-hidden
              className="absolute top-2.5 -left-[0.4375rem] size-3 rounded-full border-2 border-card bg-primary"
            />
            <Step
              step={step}
              index={index}
              channels={channels}
              errors={[`steps.${index}.wait`, `steps.${index}.channels`].flatMap(
                (name) => fields[name] ?? [],
              )}
              onChange={(changed) => change(step.key, changed)}
              onRemove={
                steps.length === 1 ? null : () => onChange(steps.filter(({ key }) => key !== step.key))
              }
            />
          </li>
        ))}
      </ol>
      {steps.length < MAX_STEPS && (
        <div>
          <Button size="sm" onClick={() => onChange([...steps, { key: nextKey, wait: "10m", channels: [] }])}>
            <Plus aria-hidden />
            Add a step
          </Button>
        </div>
      )}
      {fields.steps !== undefined && <FieldError>{fields.steps}</FieldError>}
    </fieldset>
  );
}

type StepProps = {
  step: StepDraft;
  index: number;
  channels: ChannelView[];
  errors: string[];
  onChange: (change: Partial<StepDraft>) => void;
  onRemove: (() => void) | null;
};

function Step({ step: { wait, channels: chosen }, index, channels, errors, onChange, onRemove }: StepProps) {
  const number = index + 1;
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <Input
          aria-label={`Wait before step ${number}`}
          className="w-20"
          value={wait}
          onChange={(event) => onChange({ wait: event.target.value })}
        />
        <span className="min-w-0 flex-1 text-muted-foreground">
          {index === 0 ? "after it began (0s: at once)" : "later, unless acknowledged"}
        </span>
        {onRemove !== null && (
          <Button variant="ghost" size="icon" aria-label={`Remove step ${number}`} onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        )}
      </p>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        <Check
          checked={chosen === "all"}
          onChange={(event) => onChange({ channels: event.target.checked ? "all" : [] })}
        >
          Every channel
        </Check>
        {chosen !== "all" &&
          channels.map(({ id, name }) => (
            <Check
              key={id}
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange({
                  channels: event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id),
                })
              }
            >
              {name}
            </Check>
          ))}
      </div>
      {errors.map((error) => (
        <FieldError key={error}>{error}</FieldError>
      ))}
    </div>
  );
}
