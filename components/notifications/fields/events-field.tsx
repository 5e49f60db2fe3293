"use client";

import { type ComponentProps, useState } from "react";
import { EVENT_WORDS } from "@/components/events/event-words";
import { FieldError } from "@/components/ui/field";
import type { EventType } from "@/lib/events/types";
import { offeredEvents } from "./channel-events";

type EventsFieldProps = { chosen: EventType[] | null; error: string | undefined };

/** Asks which events a channel is notified of: all, or some. */
export function EventsField({ chosen, error }: EventsFieldProps) {
  const [isSome, setIsSome] = useState(chosen !== null);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">Notify about</legend>
      <Choice
        label="Everything"
        type="radio"
        name="scope"
        value="all"
        checked={!isSome}
        onChange={() => setIsSome(false)}
      />
      <Choice
        label="Only these events"
        type="radio"
        name="scope"
        value="some"
        checked={isSome}
        onChange={() => setIsSome(true)}
      />
      {isSome && (
        <div className="grid gap-2 pl-6">
          {offeredEvents(chosen).map((event) => (
            <Choice
              key={event}
              label={EVENT_WORDS[event]}
              type="checkbox"
              name="events"
              value={event}
              defaultChecked={chosen === null || chosen.includes(event)}
            />
          ))}
        </div>
      )}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

function Choice({ label, ...input }: ComponentProps<"input"> & { label: string }) {
  return (
    <label className="flex w-fit items-center gap-2">
      <input className="size-4 accent-primary" {...input} />
      {label}
    </label>
  );
}
