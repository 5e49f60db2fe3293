"use client";

import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { matchWords } from "@/lib/events/policies/match-words";
import type { PolicyView } from "@/lib/events/policies/schema";
import { api } from "@/lib/http/api-client";
import { type ChannelNames, planWords } from "./words";

type PolicyRowProps = {
  policy: PolicyView;
  names: ChannelNames;
  canWrite: boolean;
  onEdit: () => void;
  /** Null: it cannot be moved there. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onChanged: () => void;
};

/** One policy of the list: what it is for and who is notified, as sentences. */
export function PolicyRow({ policy, names, canWrite, onEdit, onUp, onDown, onChanged }: PolicyRowProps) {
  const [isDeleting, setDeleting] = useState(false);
  const { id, name, match, is_active: isActive, is_default: isDefault } = policy;
  const label = isDefault ? "everything else" : name;

  async function remove() {
    await api.delete(`/api/v1/policies/${id}`);
    toast.success(`${name} was deleted`);
    onChanged();
  }

  return (
    <li className="flex items-start gap-3 px-4 py-3.5">
      <div className={cn("min-w-0 flex-1", !isActive && "opacity-60")}>
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {isDefault ? "Everything else" : name}
          {!isActive && <Badge tone="neutral">Off</Badge>}
        </p>
        {!isDefault && <p className="text-muted-foreground">{matchWords(match)}</p>}
        <p>
          <span className="text-muted-foreground">Notify </span>
          {planWords(policy, names)}
        </p>
      </div>
      {canWrite && (
        <div className="flex items-center gap-1">
          {(onUp !== null || onDown !== null) && (
            <>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Move ${label} up`}
                disabled={onUp === null}
                onClick={onUp ?? undefined}
              >
                <ArrowUp aria-hidden />
              </Button>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Move ${label} down`}
                disabled={onDown === null}
                onClick={onDown ?? undefined}
              >
                <ArrowDown aria-hidden />
              </Button>
            </>
          )}
          {isDefault ? (
            <Button variant="ghost" size="icon" aria-label={`Edit ${label}`} onClick={onEdit}>
              <Pencil aria-hidden />
            </Button>
          ) : (
            <DropdownMenu
              trigger={
                <Button variant="ghost" size="icon" aria-label={`More actions for ${label}`}>
                  <Ellipsis aria-hidden />
                </Button>
              }
            >
              <DropdownMenuItem onSelect={onEdit}>
                <Pencil aria-hidden />
                Edit
              </DropdownMenuItem>
              <DropdownMenuItem danger onSelect={() => setDeleting(true)}>
                <Trash2 aria-hidden />
                Delete…
              </DropdownMenuItem>
            </DropdownMenu>
          )}
        </div>
      )}
      <AlertDialog
        open={isDeleting}
        onOpenChange={setDeleting}
        title={`Delete ${label}?`}
        confirmLabel={`Delete ${label}`}
        onConfirm={remove}
      >
        <p>Incidents that are open now keep it until they are over.</p>
      </AlertDialog>
    </li>
  );
}
