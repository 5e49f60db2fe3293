"use client";

import { useSearchParams } from "next/navigation";
import { Pager } from "@/components/layout/pager";
import { useAddressChoice } from "@/components/layout/use-address-choice";
import { useLivePage } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import type { Page } from "@/lib/base/paging";
import type { AccountView } from "@/lib/people/accounts/schema";
import { AccountRow } from "./account-row";

const PATH = "/api/v1/instance/accounts";

/** Every account of this installation, with a search, and whether it may be used. */
export function AccountsCard({ initial }: { initial: Page<AccountView> }) {
  const params = useSearchParams();
  const { choose } = useAddressChoice();
  const path = params.size === 0 ? PATH : `${PATH}?${params}`;
  const { data: page, mutate } = useLivePage({ path, initial });

  return (
    <div>
      <Card>
        <CardHeader
          title="Accounts"
          note="Whoever has a disabled account cannot sign in, and their API tokens are refused."
          actions={
            <form
              className="flex gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                choose({ q: textOf(new FormData(event.currentTarget), "q") });
              }}
            >
              <Input
                name="q"
                type="search"
                aria-label="Name or e-mail address"
                placeholder="Name or e-mail address"
                defaultValue={params.get("q") ?? ""}
                maxLength={254}
                className="w-56"
              />
              <Button type="submit">Find</Button>
            </form>
          }
        />
        {page.data.length === 0 ? (
          <p className="px-4 py-5 text-muted-foreground">No account matches.</p>
        ) : (
          <ul className="divide-y">
            {page.data.map((account) => (
              <AccountRow key={account.id} account={account} onChanged={() => void mutate()} />
            ))}
          </ul>
        )}
      </Card>
      <Pager nextCursor={page.next_cursor} words={{ first: "First", next: "More" }} />
    </div>
  );
}
