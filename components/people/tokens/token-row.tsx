"use client";

import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { LocalTime, RelativeTime } from "@/components/ui/time";
import { api } from "@/lib/http/api-client";
import type { TokenView } from "@/lib/people/tokens/schema";

type TokenRowProps = { token: TokenView; onRevoked: () => void };

export function TokenRow({ token, onRevoked }: TokenRowProps) {
  const [isRevoking, setIsRevoking] = useState(false);
  const now = useNow();
  const isExpired = token.expires_at !== null && Date.parse(token.expires_at) <= now;

  async function revoke() {
    await api.delete(`/api/v1/tokens/${token.id}`);
    toast.success(`${token.name} was revoked`);
    onRevoked();
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium break-words">{token.name}</span>
          <code className="text-xs text-muted-foreground">{token.hint}…</code>
          {token.role !== null && <Badge>limited to {token.role}</Badge>}
          {isExpired && <Badge tone="warn">Expired</Badge>}
        </p>
        <p className="text-[0.8125rem] text-muted-foreground">
          {token.last_used_at === null ? (
            "Never used"
          ) : (
            <>
              Last used <RelativeTime at={token.last_used_at} />
            </>
          )}
          {" · "}
          {token.expires_at === null ? (
            "never expires"
          ) : (
            <>
              {isExpired ? "expired" : "expires"} <LocalTime at={token.expires_at} />
            </>
          )}
        </p>
      </div>
      <Button size="sm" onClick={() => setIsRevoking(true)} aria-label={`Revoke ${token.name}`}>
        Revoke…
      </Button>
      <AlertDialog
        open={isRevoking}
        onOpenChange={setIsRevoking}
        title={`Revoke ${token.name}?`}
        confirmLabel={`Revoke ${token.name}`}
        onConfirm={revoke}
      >
        <p>Programs that use it are refused immediately. This cannot be undone.</p>
      </AlertDialog>
    </li>
  );
}
