"use client";

import { Monitor } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime, RelativeTime } from "@/components/ui/time";
import type { SessionView } from "@/lib/people/profile/schema";

type SessionRowProps = { session: SessionView; onEnd: () => Promise<void> };

export function SessionRow({ session, onEnd }: SessionRowProps) {
  const [pending, setPending] = useState(false);

  async function end() {
    setPending(true);
    await onEnd();
    setPending(false);
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Monitor className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0 flex-1 basis-36">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{session.browser}</span>
          {session.current && <Badge tone="good">This browser</Badge>}
        </p>
        <p className="text-[0.8125rem] text-muted-foreground">
          {session.address === "" ? "unknown address" : session.address} · last used{" "}
          <RelativeTime at={session.last_used_at} /> · signed in <LocalTime at={session.created_at} /> · ends
          at the latest <LocalTime at={session.ends_at} />
        </p>
      </div>
      {!session.current && (
        <Button
          size="sm"
          pending={pending}
          onClick={() => void end()}
          aria-label={`Sign out ${session.browser}, ${session.address}`}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
