"use client";

import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime, RelativeTime } from "@/components/ui/time";
import { api } from "@/lib/http/api-client";
import type { AccountView } from "@/lib/people/accounts/schema";

type AccountRowProps = { account: AccountView; onChanged: () => void };

export function AccountRow({ account, onChanged }: AccountRowProps) {
  const [isDisabling, setIsDisabling] = useState(false);
  const [pending, setPending] = useState(false);
  const { id, name, email, disabled_at, you } = account;
  const path = `/api/v1/instance/accounts/${id}`;

  async function disable() {
    await api.post(`${path}/disable`);
    toast.success(`The account of ${name} is disabled`);
    onChanged();
  }

  async function enable() {
    setPending(true);
    try {
      await api.post(`${path}/enable`);
      toast.success(`The account of ${name} is enabled`);
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    }
    setPending(false);
    onChanged();
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium break-words">{name}</span>
          {you && <Badge>You</Badge>}
          {account.is_instance_admin && <Badge>Admin of the installation</Badge>}
          {disabled_at !== null && <Badge tone="warn">Disabled</Badge>}
        </p>
        <p className="truncate text-[0.8125rem] text-muted-foreground" title={email}>
          {email} · <AccountUse account={account} />
        </p>
      </div>
      {disabled_at !== null ? (
        <Button
          size="sm"
          pending={pending}
          onClick={() => void enable()}
          aria-label={`Enable the account of ${name}`}
        >
          Enable
        </Button>
      ) : (
        !you && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => setIsDisabling(true)}
            aria-label={`Disable the account of ${name}`}
          >
            Disable…
          </Button>
        )
      )}
      <AlertDialog
        open={isDisabling}
        onOpenChange={setIsDisabling}
        title={`Disable the account of ${name}?`}
        confirmLabel="Disable the account"
        onConfirm={disable}
      >
        <p>
          They are signed out everywhere at once, their API tokens are refused, and invitations and reset
          links that they created are cancelled. Machines and channels stay as they are. You can enable the
          account again.
        </p>
      </AlertDialog>
    </li>
  );
}

function AccountUse({ account }: { account: AccountView }) {
  const { disabled_at, last_used_at, teams } = account;
  const inTeams = teams === 0 ? "in no team" : teams === 1 ? "in 1 team" : `in ${teams} teams`;
  return (
    <>
      {inTeams} ·{" "}
      {disabled_at !== null ? (
        <>
          disabled since <LocalTime at={disabled_at} />
        </>
      ) : last_used_at === null ? (
        "not signed in"
      ) : (
        <>
          last used <RelativeTime at={last_used_at} />
        </>
      )}
    </>
  );
}
