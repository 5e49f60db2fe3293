"use client";

import { Button } from "@/components/ui/button";
import { signOut } from "../auth/sign-out";
import { CreateTeamForm } from "./create-team-form";

/** What is left to somebody whom no team has (any more). */
export function NoTeam({ canMakeTeams }: { canMakeTeams: boolean }) {
  return (
    <div className="grid gap-5">
      <p>Ask an admin of your team for an invitation, and open its link in this browser.</p>
      {canMakeTeams && <CreateTeamForm />}
      <Button onClick={() => void signOut()}>Sign out</Button>
    </div>
  );
}
