"use client";

import { useState } from "react";
import { toast } from "sonner";
import { useLivePage } from "@/components/layout/use-live-resource";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime, RelativeTime } from "@/components/ui/time";
import type { Page } from "@/lib/base/paging";
import { api } from "@/lib/http/api-client";
import type { TeamTokenView } from "@/lib/people/tokens/schema";

const PATH = "/api/v1/team/tokens?limit=500";

/** The tokens of everybody else that reach the team, for its admins. */
export function TeamTokensCard({ initial, team }: { initial: Page<TeamTokenView>; team: string }) {
  const { data: page, mutate } = useLivePage({ path: PATH, initial });
  const others = page.data.filter(({ owner }) => !owner.you);

  return (
    <Card className="mt-6">
      <CardHeader
        title={`Other people’s tokens for ${team}`}
        note="Only admins of the team see them. Nobody sees the tokens themselves."
      />
      {others.length === 0 ? (
        <p className="px-4 py-5 text-muted-foreground">Nobody else has a token for this team.</p>
      ) : (
        <ul className="divide-y">
          {others.map((token) => (
            <TeamTokenRow key={token.id} token={token} onRevoked={() => void mutate()} />
          ))}
        </ul>
      )}
      {page.next_cursor !== null && (
        <p className="border-t px-4 py-3 text-muted-foreground">
          There are more: the API lists them all at /api/v1/team/tokens.
        </p>
      )}
    </Card>
  );
}

function TeamTokenRow({ token, onRevoked }: { token: TeamTokenView; onRevoked: () => void }) {
  const [isRevoking, setIsRevoking] = useState(false);
  const { name, owner } = token;

  async function revoke() {
    await api.delete(`/api/v1/team/tokens/${token.id}`);
    toast.success(`${name} was revoked`);
    onRevoked();
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium break-words">{name}</span>
          <code className="text-xs text-muted-foreground">{token.hint}…</code>
          {token.role !== null && <Badge>limited to {token.role}</Badge>}
          {owner.disabled && <Badge tone="warn">Account disabled</Badge>}
        </p>
        <p className="text-[0.8125rem] text-muted-foreground">
          {owner.name}, {owner.role} ·{" "}
          {token.last_used_at === null ? (
            "never used"
          ) : (
            <>
              last used <RelativeTime at={token.last_used_at} />
            </>
          )}{" "}
          · created <LocalTime at={token.created_at} />
        </p>
      </div>
      <Button size="sm" onClick={() => setIsRevoking(true)} aria-label={`Revoke ${name} of ${owner.name}`}>
        Revoke…
      </Button>
      <AlertDialog
        open={isRevoking}
        onOpenChange={setIsRevoking}
        title={`Revoke ${name} of ${owner.name}?`}
        confirmLabel={`Revoke ${name}`}
        onConfirm={revoke}
      >
        <p>Programs that use it are refused immediately. This cannot be undone.</p>
      </AlertDialog>
    </li>
  );
}
