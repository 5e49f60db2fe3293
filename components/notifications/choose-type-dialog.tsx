"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import type { AddressReading } from "@/lib/notifications/channels/schema";
import { type ChannelForm, TILE_GROUPS, type TileGroup } from "./fields/form-type";
import { findForm, findForms } from "./find-form";
import { GroupPicker } from "./group-picker";
import { PasteAddress } from "./pasted/paste-address";
import { TypeTiles } from "./type-tiles";

type ChooseTypeDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChosen: (form: ChannelForm, reading: AddressReading | null) => void;
};

/** All types of channels as tiles, of which one is chosen; or those that a pasted address may be of. */
export function ChooseTypeDialog({ open, onOpenChange, onChosen }: ChooseTypeDialogProps) {
  const [query, setQuery] = useState("");
  const [group, setGroup] = useState<TileGroup | null>(null);
  const [readings, setReadings] = useState<AddressReading[]>([]);
  const found =
    readings.length === 0 ? findForms(query) : readings.flatMap(({ type }) => findForm(type) ?? []);
  const groups = TILE_GROUPS.map((name) => ({
    name,
    forms: found.filter(({ tile }) => tile.group === name && (group === null || group === name)),
  }));
  const [first] = groups.flatMap(({ forms }) => forms);

  function choose(form: ChannelForm) {
    const reading = readings.find(({ type }) => type === form.type) ?? null;
    setReadings([]);
    onChosen(form, reading);
  }

  function read(found: AddressReading[]) {
    setGroup(null);
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
        setGroup(null);
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
            onChange={(event) => {
              setQuery(event.target.value);
              setGroup(null);
            }}
            placeholder="Search"
            aria-label="Search the kinds of channels"
            autoComplete="off"
            className="pl-9"
          />
        </div>
        {query === "" && readings.length === 0 && <GroupPicker chosen={group} onChosen={setGroup} />}
        {found.length === 0 ? (
          <p role="status" className="py-4 text-muted-foreground">
            No kind of channel has this name. A webhook reaches everything that takes a POST with JSON.
          </p>
        ) : (
          groups.map(({ name, forms }) => (
            <TypeTiles key={name} name={name} forms={forms} onChosen={choose} />
          ))
        )}
      </form>
    </Dialog>
  );
}
