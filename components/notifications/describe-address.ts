import type { ChannelView } from "@/lib/notifications/channels/schema";

/** Where a channel sends to, in one line. */
export function describeAddress(channel: ChannelView): string {
  if (channel.type === "webhook") return channel.url;
  const topic = channel.message_thread_id === null ? "" : ` · topic ${channel.message_thread_id}`;
  return `chat ${channel.chat_id}${topic}`;
}
