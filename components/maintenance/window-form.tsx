"use client";

import { useState } from "react";
import useSWR from "swr";
import { ScopeField, scopeError, scopeOf } from "@/components/parts/scope/scope-field";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { OccurrenceView, WindowView } from "@/lib/machines/windows/schema";
import { type Draft, nameOf, timesOf, weekdayOf } from "./draft";
import { Occurrences } from "./occurrence-list";
import { RepeatsField } from "./repeats-field";

export type WindowBody = { name: string; scope: WindowView["scope"]; times: ReturnType<typeof timesOf> };

type WindowFormProps = {
  first: Draft;
  submitLabel: string;
  onCancel: () => void;
  /** Throws ApiError when it is refused. */
  onSubmit: (body: WindowBody) => Promise<void>;
};

/** The form of a window: what, when, how long, how often, in which zone; and when that would be. */
export function WindowForm({ first, submitLabel, onCancel, onSubmit: save }: WindowFormProps) {
  const [draft, setDraft] = useState(first);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await save({ name: nameOf(draft), scope: scopeOf(draft, form), times: timesOf(draft) });
  });
  // As long as nobody has chosen other weekdays, they follow the date.
  const setDate = (date: string) =>
    change({ date, ...(draft.weekdays.length === 1 && date !== "" && { weekdays: [weekdayOf(date)] }) });

  return (
    <form {...handlers} noValidate className="grid gap-5">
      <ScopeField draft={draft} legend="What" error={scopeError(fields)} onChange={change} />
      <div className="flex flex-wrap items-start gap-3">
        <Field label="From" error={fields["times.starts_on"]} className="min-w-0 flex-1 basis-40">
          {(control) => (
            <Input
              {...control}
              type="date"
              name="times.starts_on"
              required
              value={draft.date}
              onChange={(event) => setDate(event.target.value)}
            />
          )}
        </Field>
        <Field label="At" error={fields["times.from"]} className="w-36">
          {(control) => (
            <Input
              {...control}
              type="time"
              name="times.from"
              required
              value={draft.time}
              onChange={(event) => change({ time: event.target.value })}
            />
          )}
        </Field>
        <Field label="How long" error={fields["times.lasts"]} hint="Such as 30m, 2h, 1d." className="w-32">
          {(control) => (
            <Input
              {...control}
              name="times.lasts"
              autoComplete="off"
              value={draft.lasts}
              onChange={(event) => change({ lasts: event.target.value })}
            />
          )}
        </Field>
      </div>
      <RepeatsField draft={draft} error={fields.times ?? fields["times.days"]} onChange={change} />
      <Field
        label="Time zone"
        error={fields["times.zone"]}
        hint="It begins when the clocks there show this time."
      >
        {(control) => (
          <Input
            {...control}
            name="times.zone"
            list="zones"
            autoComplete="off"
            value={draft.zone}
            onChange={(event) => change({ zone: event.target.value })}
          />
        )}
      </Field>
      <datalist id="zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Field label="Name (optional)" error={fields.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            placeholder={nameOf({ ...draft, name: "" })}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Preview times={timesOf(draft)} />
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        {submitLabel}
      </FormActions>
    </form>
  );
}

/** When a window at these times would be; nothing while they are incomplete. */
function Preview({ times }: { times: WindowBody["times"] }) {
  const { data } = useSWR<{ data: OccurrenceView[] }, Error>(
    ["/api/v1/windows/preview", JSON.stringify(times)],
    () => api.post("/api/v1/windows/preview", { times }),
    { keepPreviousData: true, shouldRetryOnError: false },
  );
  if (data === undefined) return null;
  return (
    <section aria-label="Next times" className="grid gap-1.5">
      <p className="font-medium">Next times</p>
      <Occurrences occurrences={data.data} zone={times.zone} />
    </section>
  );
}
