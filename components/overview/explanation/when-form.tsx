"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toLocalInput } from "@/components/ui/local-input";

/** Asks for a time in the viewer's zone and opens the page for that time. */
export function WhenForm({ machineId, at }: { machineId: number; at: string }) {
  const router = useRouter();
  // The viewer's zone is known only in the browser.
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  useEffect(() => setTyped(toLocalInput(new Date(at))), [at]);

  function ask(instant: Date) {
    if (Number.isNaN(instant.getTime())) return setProblem("must be a date and a time");
    if (instant.getTime() > Date.now()) return setProblem("must not be in the future");
    setProblem(undefined);
    router.push(`/machines/${machineId}/why?at=${encodeURIComponent(instant.toISOString())}`);
  }

  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        ask(new Date(typed));
      }}
    >
      <Field label="When" hint="In your time zone" error={problem} className="min-w-56 flex-1">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            step={1}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div className="mb-6 flex gap-2">
        <Button type="submit" variant="primary">
          Explain
        </Button>
        <Button onClick={() => ask(new Date())}>Now</Button>
      </div>
    </form>
  );
}
