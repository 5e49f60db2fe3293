"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useLiveList } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import { api } from "@/lib/http/api-client";
import type { InvitationView } from "@/lib/people/invitations/schema";
import { InviteDialog } from "./invite-dialog";

const PATH = "/api/v1/invitations";

export function InvitationsCard({ initial, sendsMail }: { initial: InvitationView[]; sendsMail: boolean }) {
  const { data: invitations, mutate } = useLiveList({ path: PATH, initial });
  const [isInviting, setIsInviting] = useState(false);

  async function revoke(invitation: InvitationView) {
    try {
      await api.delete(`${PATH}/${invitation.id}`);
      toast.success("Invitation revoked");
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    }
    void mutate();
  }

  return (
    <Card>
      <CardHeader
        title="Invitations"
        note="Each invitation is a link for one person. It expires after a week."
        actions={
          <Button size="sm" variant="primary" onClick={() => setIsInviting(true)}>
            <Plus aria-hidden />
            Invite somebody
          </Button>
        }
      />
      {invitations.length === 0 ? (
        <p className="px-4 py-5 text-muted-foreground">No open invitations.</p>
      ) : (
        <ul className="divide-y">
          {invitations.map((invitation) => (
            <li
              key={invitation.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3"
            >
              <div className="min-w-0 flex-1 basis-40">
                <p className="truncate font-medium">{invitation.email ?? "Anyone with the link"}</p>
                <p className="text-[0.8125rem] text-muted-foreground">
                  as {invitation.role} · invited by {invitation.invited_by} · expires{" "}
                  <LocalTime at={invitation.expires_at} />
                </p>
              </div>
              <Button
                size="sm"
                onClick={() => void revoke(invitation)}
                aria-label={`Revoke the invitation for ${invitation.email ?? "anyone with the link"}`}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <InviteDialog
        sendsMail={sendsMail}
        open={isInviting}
        onOpenChange={setIsInviting}
        onInvited={() => void mutate()}
      />
    </Card>
  );
}
