import type { ChatLinkRecord } from "@/lib/db/models";
import type { ChatLinkView } from "./schema";

/** A link's row as /api/v1 shows it. */
export function toLinkView({ row, now }: { row: ChatLinkRecord; now: Date }): ChatLinkView {
  const isOver = row.expiresAt <= now;
  return {
    id: row.id,
    state: row.usedAt !== null ? "linked" : isOver ? "expired" : "waiting",
    expires_at: row.expiresAt.toISOString(),
    chat_name: row.chatName,
    channel_id: row.channelId,
  };
}
