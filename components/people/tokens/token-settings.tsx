"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveList } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed, type Role } from "@/lib/people/teams/roles";
import type { TokenView } from "@/lib/people/tokens/schema";
import { AddTokenDialog } from "./add-token-dialog";
import { TokenRow } from "./token-row";

type TokenSettingsProps = { initial: TokenView[]; role: Role; team: string };

export function TokenSettings({ initial, role, team }: TokenSettingsProps) {
  const { data: tokens, mutate } = useLiveList({ path: "/api/v1/tokens", initial });
  const [isAdding, setIsAdding] = useState(false);

  return (
    <>
      <PageHeader
        title="API tokens"
        note={`Programs use them to act as you in ${team}.`}
        actions={
          <Button variant="primary" onClick={() => setIsAdding(true)}>
            <Plus aria-hidden />
            Create token
          </Button>
        }
      />
      {tokens.length === 0 ? (
        <EmptyState
          icon={<KeyRound aria-hidden />}
          title="No tokens yet"
          note={`With a token, a script can do what you can do here: read incidents${isAllowed({ role, permission: "machines.write" }) ? ", add machines" : ""}, export data.`}
        />
      ) : (
        <Card>
          <ul className="divide-y">
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} onRevoked={() => void mutate()} />
            ))}
          </ul>
        </Card>
      )}
      <AddTokenDialog role={role} open={isAdding} onOpenChange={setIsAdding} onAdded={() => void mutate()} />
    </>
  );
}
