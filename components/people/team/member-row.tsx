"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ROLES, type Role } from "@/lib/people/teams/roles";
import type { MemberView } from "@/lib/people/teams/schema";
import { ResetDialog } from "./reset-dialog";
import { RoleSelect } from "./role-select";
import { ROLE_WORDS } from "./role-words";

type MemberRowProps = {
  member: MemberView;
  team: string;
  canManage: boolean;
  sendsMail: boolean;
  onRole: (role: Role) => void;
  /** Throws ApiError when the hub refuses. */
  onRemove: () => Promise<void>;
};

export function MemberRow({ member, team, canManage, sendsMail, onRole, onRemove }: MemberRowProps) {
  const [isRemoving, setIsRemoving] = useState(false);
  const [isResetting, setIsResetting] = useState(false);
  const { name, email, role, you } = member;
  const removal = you ? `Leave ${team}` : `Remove ${name}`;

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 font-medium break-words">{name}</span>
          {you && <Badge>You</Badge>}
          {member.disabled && <Badge tone="warn">Account disabled</Badge>}
        </p>
        <p className="truncate text-[0.8125rem] text-muted-foreground" title={email}>
          {email}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {canManage ? (
          <RoleSelect
            value={role}
            onChange={(event) => onRole(toRole(event.target.value))}
            aria-label={`Role of ${name}`}
            title={ROLE_WORDS[role]}
            className="w-28"
          />
        ) : (
          <span
            className="inline-block text-muted-foreground first-letter:uppercase"
            title={ROLE_WORDS[role]}
          >
            {role}
          </span>
        )}
        {canManage && !you && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => setIsResetting(true)}
            aria-label={`Reset the password of ${name}`}
          >
            Password…
          </Button>
        )}
        {(canManage || you) && (
          <Button size="sm" variant="ghost" onClick={() => setIsRemoving(true)} aria-label={removal}>
            {you ? "Leave…" : "Remove…"}
          </Button>
        )}
      </div>
      <ResetDialog member={member} sendsMail={sendsMail} open={isResetting} onOpenChange={setIsResetting} />
      <AlertDialog
        open={isRemoving}
        onOpenChange={setIsRemoving}
        title={`${removal}?`}
        confirmLabel={removal}
        onConfirm={onRemove}
      >
        <p>
          {you
            ? "You lose access to this team, and your API tokens for it are revoked. To return you need an invitation."
            : "Their sessions and API tokens for this team end immediately, and invitations they sent are revoked. To return they need a new invitation."}
        </p>
      </AlertDialog>
    </li>
  );
}

function toRole(value: string): Role {
  return ROLES.find((role) => role === value) ?? "viewer";
}
