"use client";

import { Button } from "@/components/ui/button";
import { signOut } from "../auth/sign-out";
import { CreateTeamForm } from "./create-team-form";

/** What a person without a team can do. */
export function NoTeam({ canMakeTeams }: { canMakeTeams: boolean }) {
  return (
    <div className="grid gap-5">
      <p>Ask an admin of your team for an invitation and open the link in this browser.</p>
      {canMakeTeams && <CreateTeamForm />}
      <Button onClick={() => void signOut()}>Sign out</Button>
    </div>
  );
}
