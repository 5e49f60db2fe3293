"use client";

import { CircleCheck, CircleX, Send } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ApiError, api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { AllowNetwork } from "./allow-network";

type Answer = { ok: boolean; status?: number; message: string; network?: string };

/** Sends a test at once. The caller places its button and the receiver's true answer. */
export function useChannelTest({
  channel,
  text = "Test",
  onTested,
}: {
  channel: Pick<ChannelView, "id" | "name">;
  /** What the button says. */
  text?: "Test" | "Send a test";
  onTested: () => void;
}) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [pending, setPending] = useState(false);

  async function run() {
    setPending(true);
    setAnswer(null);
    try {
      setAnswer(await api.post<Answer>(`/api/v1/channels/${channel.id}/test`));
    } catch (failure) {
      setAnswer({ ok: false, message: failure instanceof ApiError ? failure.message : String(failure) });
    } finally {
      setPending(false);
      onTested();
    }
  }

  const button = (
    <Button
      size="sm"
      pending={pending}
      onClick={() => void run()}
      aria-label={text === "Test" ? `Test ${channel.name}` : `Send a test to ${channel.name}`}
    >
      {!pending && <Send aria-hidden />}
      {text}
    </Button>
  );
  const result = (
    <>
      <TestAnswer answer={answer} />
      <AllowNetwork network={answer?.network ?? null} onAllowed={() => void run()} />
    </>
  );
  return { button, result };
}

function TestAnswer({ answer }: { answer: Answer | null }) {
  return (
    <div role="status">
      {answer !== null && (
        <p className={`mt-2 flex items-start gap-2 ${answer.ok ? "text-online" : "text-offline"}`}>
          {answer.ok ? (
            <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
          ) : (
            <CircleX className="mt-0.5 size-4 shrink-0" aria-hidden />
          )}
          <span>
            <span className="font-medium">{answer.ok ? "It arrived" : "It did not arrive"}</span>
            {": "}
            {answer.message}
          </span>
        </p>
      )}
    </div>
  );
}
