"use client";

import { lazy, Suspense, useState } from "react";
import { useTeamChange } from "@/components/team/team-change";
import { AccountButton } from "./account-button";
import type { Person } from "./person";

type UserMenuProps = { person: Person; side: "top" | "bottom" };

const loadMenu = () => import("./account-menu");
const AccountMenu = lazy(loadMenu);

/** The account's button; its menu is loaded when somebody reaches for it. */
export function UserMenu(props: UserMenuProps) {
  const [isWanted, setIsWanted] = useState(false);
  useTeamChange();
  const button = (
    <AccountButton
      {...props}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setIsWanted(true)}
    />
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu {...props} />
    </Suspense>
  );
}
