"use client";

import { CircleCheck, Link2, LoaderCircle } from "lucide-react";
import { useState } from "react";
import useSWR from "swr";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { FormError } from "@/components/ui/form-error";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/http/api-client";
import type { ChatLinkView, CreatedChatLink } from "@/lib/notifications/chat-links/schema";

const ASK_EVERY_MS = 1_000;

type LinkChatProps = {
  /** The channel that gets the chat; null: a new channel is created. */
  channelId: number | null;
  onDone: () => void;
};

/** Makes a link that proves whose chat it is, and waits until somebody has opened it there. */
export function LinkChat({ channelId, onDone }: LinkChatProps) {
  const [link, setLink] = useState<CreatedChatLink | null>(null);
  const [isMaking, setIsMaking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { data: now } = useSWR(
    link === null ? null : `/api/v1/chat-links/${link.id}`,
    (path: string) => api.get<ChatLinkView>(path),
    {
      refreshInterval: (seen) => (seen === undefined || seen.state === "waiting" ? ASK_EVERY_MS : 0),
      onSuccess: (seen) => {
        if (seen.state === "linked") onDone();
      },
    },
  );

  async function make() {
    setIsMaking(true);
    setError(null);
    try {
      const body = channelId === null ? {} : { channel_id: channelId };
      setLink(await api.post<CreatedChatLink>("/api/v1/chat-links", body));
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setIsMaking(false);
    }
  }

  if (now?.state === "linked") {
    return (
      <div role="status">
        <Notice tone="good" icon={<CircleCheck aria-hidden />} title={`${now.chat_name} is linked`}>
          The bot has confirmed it in the chat.
        </Notice>
      </div>
    );
  }
  if (link !== null && now?.state !== "expired") return <OpenLink link={link} />;
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-muted-foreground">
        {now?.state === "expired"
          ? "The link has expired. Create a new one."
          : "Open a link in Telegram; alerts go to the chat you open it in."}
      </p>
      <FormError message={error} />
      <Button variant="primary" pending={isMaking} onClick={() => void make()}>
        <Link2 aria-hidden />
        Link a chat
      </Button>
    </div>
  );
}

function OpenLink({ link }: { link: CreatedChatLink }) {
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <a href={link.url} target="_blank" rel="noreferrer">
            Open a chat with the bot
          </a>
        </Button>
        <Button asChild>
          <a href={link.group_url} target="_blank" rel="noreferrer">
            Add the bot to a group
          </a>
        </Button>
      </div>
      <CodeBlock what="or send this in a group or topic" code={link.command} />
      <p role="status" className="flex items-center gap-2 text-muted-foreground">
        <LoaderCircle className="size-4 shrink-0 animate-spin" aria-hidden />
        Waiting for Telegram… The link works once and expires in 15 minutes.
      </p>
    </div>
  );
}
