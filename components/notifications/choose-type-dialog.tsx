"use client";

import { Search } from "lucide-react";
import { useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { type ChannelForm, TILE_GROUPS } from "./fields/form-type";
import { findForms } from "./find-form";

type ChooseTypeDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChosen: (form: ChannelForm) => void;
};

/** All types of channels as tiles, of which one is chosen. */
export function ChooseTypeDialog({ open, onOpenChange, onChosen }: ChooseTypeDialogProps) {
  const [query, setQuery] = useState("");
  const found = findForms(query);
  const [first] = TILE_GROUPS.flatMap((group) => found.filter(({ tile }) => tile.group === group));
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        setQuery("");
        onOpenChange(isOpen);
      }}
      title="Add a channel"
      description="Where should this team be notified?"
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (first !== undefined) onChosen(first);
        }}
      >
        <div className="relative">
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
              onChosen={onChosen}
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
