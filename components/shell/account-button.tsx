import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { type Person, teamOf } from "./person";

type AccountButtonProps = ComponentProps<typeof Button> & { person: Person; side: "top" | "bottom" };

/** Shows who is signed in, and in which team; opens the account menu. */
export function AccountButton({ person, side, ...props }: AccountButtonProps) {
  return (
    <Button
      variant="ghost"
      className={side === "top" ? "h-11 min-w-0 flex-1 justify-start gap-2 px-1.5" : "px-1.5"}
      aria-label={`Account of ${person.name}`}
      aria-haspopup="menu"
      {...props}
    >
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-full bg-primary text-xs font-semibold text-primary-foreground"
      >
        {(person.name || person.email).slice(0, 1).toUpperCase()}
      </span>
      {side === "top" && (
        <span className="grid min-w-0 text-left leading-tight">
          <span className="truncate text-foreground">{person.name}</span>
          <span className="truncate text-xs font-normal">{teamOf(person)}</span>
        </span>
      )}
    </Button>
  );
}
