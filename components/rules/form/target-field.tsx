"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TargetKind } from "@/lib/heartbeat/report/metrics";
import { TARGET_WORDS } from "../words/rule-words";

const OFFERED = 6;

type TargetFieldProps = {
  of: NonNullable<TargetKind>;
  target: string;
  /** What machines in scope have. */
  known: readonly string[];
  error: string | undefined;
  onChange: (target: string) => void;
};

/** Asks which filesystems, interfaces or sensors a rule watches: a name, or a pattern with `*`; empty: all. */
export function TargetField({ of, target, known, error, onChange }: TargetFieldProps) {
  const { some, example } = TARGET_WORDS[of];
  const typed = target.trim().toLowerCase();
  const offered = known
    .filter((name) => name !== target && name.toLowerCase().includes(typed))
    .slice(0, OFFERED);
  return (
    <div className="grid min-w-40 flex-1 content-start gap-2">
      <Field label={`Which ${some}`} error={error} hint={`Empty: all. * stands for anything: ${example}`}>
        {(control) => (
          <Input
            {...control}
            name="target"
            value={target}
            placeholder="all"
            maxLength={255}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {offered.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {offered.map((name) => (
            <Button
              key={name}
              size="sm"
              variant="ghost"
              className="h-7 max-w-full border px-2"
              onClick={() => onChange(name)}
            >
              <span className="truncate">{name}</span>
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
