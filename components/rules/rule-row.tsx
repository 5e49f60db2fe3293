"use client";

import { Ellipsis, Pencil, Siren, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { ScopeNames } from "@/components/parts/scope/scope-names";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { Switch } from "@/components/ui/switch";
import type { RuleView } from "@/lib/detection/rules/schema";
import { closingWords } from "./words/closing-words";
import { conditionWords } from "./words/rule-words";

type RuleRowProps = {
  rule: RuleView;
  canWrite: boolean;
  /** Switches it on or off; rejects with what went wrong. */
  onToggle: (isActive: boolean) => Promise<void>;
  onEdit: () => void;
  onDelete: () => Promise<void>;
};

/** One rule of the list: its condition as a sentence, what fires now, and a switch. */
export function RuleRow({ rule, canWrite, onToggle, onEdit, onDelete }: RuleRowProps) {
  const [asked, setAsked] = useState<"off" | "delete" | null>(null);
  const ask = (what: typeof asked) => (isOpen: boolean) => setAsked(isOpen ? what : null);

  function toggle(isActive: boolean) {
    // What closes alerts is said before it is done.
    if (!isActive && rule.firing > 0) setAsked("off");
    else
      onToggle(isActive).catch((failure: unknown) => {
        const why = failure instanceof Error ? failure.message : String(failure);
        toast.error(`${rule.name} is still ${rule.is_active ? "on" : "off"}. ${why}`);
      });
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{rule.name}</span>
          <Badge tone={rule.severity === "critical" ? "bad" : "warn"}>
            {rule.severity === "critical" ? "Critical" : "Warning"}
          </Badge>
        </p>
        <p className="mt-0.5 text-[0.8125rem] text-muted-foreground">
          {conditionWords(rule)}, on <ScopeNames scope={rule.scope} />
        </p>
      </div>
      <div className="flex items-center gap-2">
        {rule.firing > 0 && (
          <Link
            href="/incidents?status=open&kind=metric"
            className="mr-1 flex items-center gap-1.5 font-medium text-link hover:underline"
          >
            <Siren className="size-4" aria-hidden />
            {rule.firing} firing
            <span className="sr-only"> because of {rule.name}</span>
          </Link>
        )}
        {canWrite && (
          <Switch checked={rule.is_active} onCheckedChange={toggle} aria-label={`${rule.name} is on`} />
        )}
        <span className="w-6 text-[0.8125rem] text-muted-foreground">{rule.is_active ? "On" : "Off"}</span>
        {canWrite && (
          <DropdownMenu
            trigger={
              <Button variant="ghost" size="icon" aria-label={`More actions for ${rule.name}`}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            <DropdownMenuItem onSelect={onEdit}>
              <Pencil aria-hidden />
              Edit
            </DropdownMenuItem>
            <DropdownMenuItem danger onSelect={() => setAsked("delete")}>
              <Trash2 aria-hidden />
              Delete…
            </DropdownMenuItem>
          </DropdownMenu>
        )}
      </div>
      <AlertDialog
        open={asked === "off"}
        onOpenChange={ask("off")}
        title={`Switch ${rule.name} off?`}
        confirmLabel="Switch off"
        onConfirm={() => onToggle(false)}
      >
        <p>{closingWords(rule.firing)}</p>
      </AlertDialog>
      <AlertDialog
        open={asked === "delete"}
        onOpenChange={ask("delete")}
        title={`Delete ${rule.name}?`}
        confirmLabel="Delete rule"
        onConfirm={onDelete}
      >
        <p>
          {closingWords(rule.firing) ?? "It has no open alerts."} Past incidents stay. To only silence it for
          a while, switch it off instead.
        </p>
      </AlertDialog>
    </li>
  );
}
