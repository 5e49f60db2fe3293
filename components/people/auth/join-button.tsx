"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { api } from "@/lib/http/api-client";

type JoinButtonProps = { team: string; token: string };

/** Joins the team as the person who is signed in. */
export function JoinButton({ team, token }: JoinButtonProps) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function join() {
    setPending(true);
    setError(null);
    try {
      await api.post("/api/v1/join", { invitation: token });
      // A full page load, so that nothing of another team stays in the router's cache.
      window.location.assign("/");
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      setPending(false);
    }
  }

  return (
    <div className="grid gap-4">
      <FormError message={error} />
      <Button variant="primary" pending={pending} onClick={() => void join()}>
        <span className="truncate">Join {team}</span>
      </Button>
    </div>
  );
}
