"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

type MachineSearchProps = {
  /** The query in the address. */
  asked: string;
  onSearch: (query: string) => void;
};

/** The search field of the list; the key `/` focuses it. */
export function MachineSearch({ asked, onSearch }: MachineSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(asked);

  useEffect(() => {
    // While somebody types, the address lags behind the field.
    if (document.activeElement !== input.current) setQuery(asked);
  }, [asked]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "/" || event.defaultPrevented || event.target instanceof HTMLInputElement) return;
      if (event.target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      input.current?.select();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  function search(text: string) {
    setQuery(text);
    onSearch(text);
  }

  return (
    <search className="group relative block w-full md:w-64">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={input}
        type="search"
        aria-label="Search machines by name, hostname or tag"
        placeholder="Search"
        value={query}
        onChange={(event) => search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (query === "") event.currentTarget.blur();
          else search("");
        }}
        className="pl-8"
      />
      {query === "" && (
        <Kbd className="absolute top-1/2 right-2.5 -translate-y-1/2 group-focus-within:hidden max-sm:hidden">
          /
        </Kbd>
      )}
    </search>
  );
}
