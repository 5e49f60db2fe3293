"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { LocalTime } from "@/components/ui/time";
import { useSubmit } from "@/components/ui/use-submit";
import { parseDuration } from "@/lib/base/duration";

/** The body of POST /api/v1/machines/:id/pause. */
export type PauseRequest = { for: string } | { until: string };

type PauseDialogProps = {
  /** The machine's name, or "12 machines". */
  what: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPause: (request: PauseRequest) => Promise<void>;
};

/** Asks how long, or until when, alerts are off. */
export function PauseDialog(props: PauseDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={`Pause ${props.what}`}
      description="Reports are still recorded; alerts are off until then. Monitoring resumes by itself."
    >
      <p className="text-[0.8125rem] text-muted-foreground">
        Again and again, or for later?{" "}
        <Link href="/maintenance" className="text-link hover:underline">
          Plan maintenance
        </Link>
      </p>
      <PauseForm {...props} />
    </Dialog>
  );
}

const PRESETS = ["30m", "1h", "2h", "8h", "24h"];

function PauseForm({ onOpenChange, onPause }: PauseDialogProps) {
  const [length, setLength] = useState("1h");
  const [until, setUntil] = useState("");
  const now = useNow();
  const lengthMs = parseDuration(length);
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const end = textOf(form, "until");
    await onPause(end === "" ? { for: textOf(form, "for") } : { until: new Date(end).toISOString() });
    onOpenChange(false);
  });

  return (
    <form {...handlers} noValidate className="grid gap-4">
      <Field
        label="For"
        error={fields.for}
        hint={until === "" ? <EndOf lengthMs={lengthMs} now={now} /> : undefined}
      >
        {(control) => (
          <div className="flex flex-wrap gap-2">
            <Input
              {...control}
              name="for"
              value={length}
              onChange={(event) => {
                setLength(event.target.value);
                setUntil("");
              }}
              autoComplete="off"
              spellCheck={false}
              className="w-24 text-center"
            />
            {PRESETS.map((preset) => (
              <Button
                key={preset}
                aria-pressed={length === preset && until === ""}
                className="aria-pressed:border-primary/50 aria-pressed:bg-primary/10 dark:aria-pressed:bg-primary/25"
                onClick={() => {
                  setLength(preset);
                  setUntil("");
                }}
              >
                {preset}
              </Button>
            ))}
          </div>
        )}
      </Field>
      <Field label="Or until" error={fields.until} hint="In your time zone.">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            name="until"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
            className="w-fit"
          />
        )}
      </Field>
      <FormActions error={error} pending={pending} onCancel={() => onOpenChange(false)}>
        Pause
      </FormActions>
    </form>
  );
}

function EndOf({ lengthMs, now }: { lengthMs: number | null; now: number }) {
  if (lengthMs === null) return "For example 30m, 2h or 3d.";
  return (
    <>
      Until <LocalTime at={new Date(now + lengthMs).toISOString()} />.
    </>
  );
}
