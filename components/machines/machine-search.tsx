import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { Input } from "@/components/ui/input";

type MachineSearchProps = {
  query: string;
  onChange: (query: string) => void;
  /** What the address asks for. */
  asked: string;
};

/** The search field of the list; what it holds stands in the address, so that a reload and a shared link show the same. */
export function MachineSearch({ query, onChange, asked }: MachineSearchProps) {
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // While somebody types, the address lags behind the field.
    if (document.activeElement !== input.current) onChange(asked);
  }, [asked, onChange]);

  return (
    <search className="relative w-full sm:ml-auto sm:w-64">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={input}
        type="search"
        aria-label="Search machines by name, hostname, description or tag"
        placeholder="Search"
        value={query}
        onChange={(event) => {
          onChange(event.target.value);
          writeToAddress(event.target.value);
        }}
        className="pl-8"
      />
    </search>
  );
}

// Replaced, not pushed: no entry in the history for each letter.
function writeToAddress(query: string) {
  const url = new URL(window.location.href);
  if (query.trim() === "") url.searchParams.delete("q");
  else url.searchParams.set("q", query);
  window.history.replaceState(null, "", url);
}
