"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";

type TokenInputProps = {
  id: string;
  name: string;
  defaultTokens: string[];
  /** Known words; those that match the typed text are suggested. */
  suggestions: string[];
  maxLength: number;
  /** Called with the words whenever they change. */
  onTokens?: (tokens: string[]) => void;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

const OFFERED = 6;

/** A field for several words. The form gets one entry per word under `name`, including one that is still being typed. */
export function TokenInput({
  id,
  name,
  defaultTokens,
  suggestions,
  maxLength,
  onTokens,
  ...aria
}: TokenInputProps) {
  const [tokens, setTokens] = useState(defaultTokens);
  const [text, setText] = useState("");
  const offered = suggestions
    .filter((word) => !tokens.includes(word) && word.toLowerCase().includes(text.trim().toLowerCase()))
    .slice(0, OFFERED);

  function change(words: string[]) {
    setTokens(words);
    onTokens?.(words);
  }

  function add(words: string[]) {
    const fresh = words.map((word) => word.trim()).filter((word) => word !== "");
    change([...new Set([...tokens, ...fresh])]);
    setText("");
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter" && text.trim() !== "") {
      event.preventDefault();
      add([text]);
    }
    if (event.key === "Backspace" && text === "") change(tokens.slice(0, -1));
  }

  return (
    <div className="grid gap-2">
      <div
        className={cn(
          "flex min-h-9 flex-wrap items-center gap-1.5 rounded-md border border-input bg-card px-2 py-1 shadow-xs focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring",
          aria["aria-invalid"] && "border-offline",
        )}
      >
        {tokens.map((token) => (
          <span
            key={token}
            className="flex min-w-0 items-center gap-1 rounded border bg-muted py-px pr-0.5 pl-1.5 text-[0.8125rem]"
          >
            <span className="truncate">{token}</span>
            <button
              type="button"
              aria-label={`Remove ${token}`}
              onClick={() => change(tokens.filter((each) => each !== token))}
              className="rounded p-0.5 text-muted-foreground hover:text-foreground"
            >
              <X className="size-3" aria-hidden />
            </button>
            <input type="hidden" name={name} value={token} />
          </span>
        ))}
        <input
          id={id}
          {...aria}
          name={name}
          value={text}
          maxLength={maxLength}
          autoComplete="off"
          onChange={({ target: { value } }) => (value.includes(",") ? add(value.split(",")) : setText(value))}
          onKeyDown={onKeyDown}
          className="min-w-24 flex-1 bg-transparent text-base outline-none sm:text-sm"
        />
      </div>
      {offered.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {offered.map((word) => (
            <Button
              key={word}
              size="sm"
              variant="ghost"
              className="h-7 border px-2"
              onClick={() => add([word])}
            >
              {word}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
