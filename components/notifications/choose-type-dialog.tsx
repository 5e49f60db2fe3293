"use client";

import { Search } from "lucide-react";
import { useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import type { AddressReading } from "@/lib/notifications/channels/schema";
import { type ChannelForm, TILE_GROUPS } from "./fields/form-type";
import { findForm, findForms } from "./find-form";
import { PasteAddress } from "./pasted/paste-address";

type ChooseTypeDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChosen: (form: ChannelForm, reading: AddressReading | null) => void;
};

/** All types of channels as tiles, of which one is chosen; or those that a pasted address may be of. */
export function ChooseTypeDialog({ open, onOpenChange, onChosen }: ChooseTypeDialogProps) {
  const [query, setQuery] = useState("");
  const [readings, setReadings] = useState<AddressReading[]>([]);
  const found =
    readings.length === 0 ? findForms(query) : readings.flatMap(({ type }) => findForm(type) ?? []);
  const [first] = TILE_GROUPS.flatMap((group) => found.filter(({ tile }) => tile.group === group));

  function choose(form: ChannelForm) {
    const reading = readings.find(({ type }) => type === form.type) ?? null;
    setReadings([]);
    onChosen(form, reading);
  }

  function read(found: AddressReading[]) {
    const [only, ...others] = found;
    const form = findForm(only?.type ?? null);
    if (only === undefined || form === null || others.length > 0) setReadings(found);
    else onChosen(form, only);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        setQuery("");
        setReadings([]);
        onOpenChange(isOpen);
      }}
      title="Add a channel"
      description="Where should this team be notified?"
    >
      <PasteAddress onRead={read} />
      <form
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (first !== undefined) choose(first);
        }}
      >
        <div className="relative" hidden={readings.length > 0}>
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
          />
          <Input
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder="Search"
            aria-label="Search the kinds of channels"
            autoComplete="off"
            className="pl-9"
          />
        </div>
        {found.length === 0 ? (
          <p role="status" className="py-4 text-muted-foreground">
            No kind of channel has this name. A webhook reaches everything that takes a POST with JSON.
          </p>
        ) : (
          TILE_GROUPS.map((group) => (
            <Group
              key={group}
              name={group}
              forms={found.filter(({ tile }) => tile.group === group)}
              onChosen={choose}
            />
          ))
        )}
      </form>
    </Dialog>
  );
}

type GroupProps = { name: string; forms: readonly ChannelForm[]; onChosen: (form: ChannelForm) => void };

function Group({ name, forms, onChosen }: GroupProps) {
  const id = useId();
  if (forms.length === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <h3 id={id} className="text-[0.8125rem] font-medium text-muted-foreground">
        {name}
      </h3>
      <ul className="grid gap-2 sm:grid-cols-2">
        {forms.map((form) => (
          <li key={form.type} className="grid">
            <button
              type="button"
              onClick={() => onChosen(form)}
              className="flex cursor-pointer items-start gap-3 rounded-lg border p-3 text-left transition-colors hover:bg-muted"
            >
              <form.tile.icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
              <span className="grid gap-0.5">
                <span className="font-medium">{form.label}</span>
                <span className="text-[0.8125rem] text-muted-foreground">{form.tile.note}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
