"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LocalTime } from "@/components/ui/time";
import { parseDuration } from "@/lib/base/duration";

const PRESETS = ["30s", "1m", "2m", "5m", "15m", "1h"];

type ThresholdFieldProps = {
  error: string | undefined;
  defaultValue?: string;
  /** The threshold when the field is empty. */
  fallback: string;
  /** Why a threshold does not suit the machines that it is for; null: it does. */
  hintFor?: (thresholdMs: number) => string | null;
};

/** The threshold as a sentence with a field, "Alert when silent for [2m]", and the deadline that follows from it. */
export function ThresholdField({
  error,
  defaultValue = "",
  fallback,
  hintFor = () => null,
}: ThresholdFieldProps) {
  const id = useId();
  const [text, setText] = useState(defaultValue);
  const meantMs = parseDuration(text.trim() === "" ? fallback : text);
  const hint = meantMs === null ? null : hintFor(meantMs);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="font-medium">
          Alert when silent for
        </label>
        <Input
          id={id}
          name="offline_after"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={fallback}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={`${id}-note`}
          className="w-24 text-center"
        />
        {meantMs !== null && <Deadline thresholdMs={meantMs} />}
      </div>
      <div className="flex flex-wrap gap-1.5">
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            size="sm"
            aria-pressed={text === preset}
            onClick={() => setText(preset)}
            className="h-7 px-2 aria-pressed:border-primary/50 aria-pressed:bg-primary/10 dark:aria-pressed:bg-primary/25"
          >
            {preset}
          </Button>
        ))}
      </div>
      <p role="status" className="text-[0.8125rem] text-late empty:hidden">
        {hint}
      </p>
      {error === undefined ? (
        <p id={`${id}-note`} className="text-[0.8125rem] text-muted-foreground">
          For example 30s, 2m or 1h30m. Leave empty for the default ({fallback}).
        </p>
      ) : (
        <FieldError id={`${id}-note`}>{error}</FieldError>
      )}
    </div>
  );
}

function Deadline({ thresholdMs }: { thresholdMs: number }) {
  const now = useNow();
  return (
    <span className="text-muted-foreground">
      If it went silent now: offline at{" "}
      <LocalTime at={new Date(now + thresholdMs).toISOString()} precision="second" />
    </span>
  );
}
