"use client";

import { useState } from "react";
import { toast } from "sonner";
import { useLiveList } from "@/components/layout/use-live-resource";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { api } from "@/lib/http/api-client";
import type { SessionView } from "@/lib/people/profile/schema";
import { SessionRow } from "./session-row";

const PATH = "/api/v1/sessions";

export function SessionsCard({ initial }: { initial: SessionView[] }) {
  const { data: sessions, mutate } = useLiveList({ path: PATH, initial });
  const [isEndingAll, setIsEndingAll] = useState(false);
  const others = sessions.filter((session) => !session.current).length;

  async function end(session: SessionView) {
    try {
      await api.delete(`${PATH}/${session.id}`);
      toast.success(`${session.browser} was signed out`);
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    }
    void mutate();
  }

  async function endOthers() {
    await api.delete(PATH);
    toast.success("All other browsers were signed out");
    void mutate();
  }

  return (
    <Card>
      <CardHeader
        title="Sessions"
        note="Where you are signed in. A session ends after 30 days without use, and 90 days after the sign-in."
        actions={
          others > 0 && (
            <Button size="sm" onClick={() => setIsEndingAll(true)}>
              Sign out all others…
            </Button>
          )
        }
      />
      <ul className="divide-y">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end(session)} />
        ))}
      </ul>
      <AlertDialog
        open={isEndingAll}
        onOpenChange={setIsEndingAll}
        title="Sign out everywhere else?"
        confirmLabel="Sign out all others"
        onConfirm={endOthers}
      >
        <p>
          {others === 1 ? "One other browser has" : `${others} other browsers have`} to sign in again. This
          one stays signed in.
        </p>
      </AlertDialog>
    </Card>
  );
}
