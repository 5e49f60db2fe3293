"use client";

import { useState } from "react";
import { useTeamChange } from "@/components/people/team/team-change";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import { AccountButton } from "./account-button";
import type { Person } from "./person";

type UserMenuProps = { person: Person; side: "top" | "bottom" };

const menu = lazyPart(async () => (await import("./account-menu")).AccountMenu);

/** The account button; its menu is loaded on first use. */
export function UserMenu(props: UserMenuProps) {
  const [isWanted, setIsWanted] = useState(false);
  const AccountMenu = useLazyPart({ part: menu, isWanted, onMissing: () => setIsWanted(false) });
  useTeamChange();
  if (AccountMenu !== null) return <AccountMenu {...props} />;
  return (
    <AccountButton
      {...props}
      onPointerEnter={menu.preload}
      onFocus={menu.preload}
      onClick={() => setIsWanted(true)}
    />
  );
}
