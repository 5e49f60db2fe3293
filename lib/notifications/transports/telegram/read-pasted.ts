import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

const TOKEN = "the bot’s token, because all chats of this installation share one bot";

/**
 * Reads the chat in `telegram://TOKEN@telegram?chats=` of Shoutrrr, in `tgram://TOKEN/CHAT` of Apprise, and in a link to a
 * message of a group.
 */
export function readPastedTelegram(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, host, path, query } = address;
  if (scheme === "https" && host === "t.me" && path[0] === "c") return readLink(path);
  if (scheme !== "telegram" && scheme !== "tgram") return null;
  const chats = scheme === "tgram" ? path : (query.get("chats") ?? query.get("channels") ?? "").split(",");
  const [chat = "", ...others] = chats;
  // Shoutrrr and Apprise both write a chat's topic behind a colon.
  const [chatId = "", topic] = chat.split(":");
  return {
    fields: { chat_id: chatId, ...(topic !== undefined && { message_thread_id: topic }) },
    isCertain: true,
    left: [
      TOKEN,
      ...(others.length > 0 ? ["the chats after the first"] : []),
      ...leftOf(address, { login: true, settings: ["chats", "channels"] }),
    ],
  };
}

/** https://t.me/c/1234567890/7/55: the group, its topic and the message. */
function readLink([, group = "", ...rest]: readonly string[]): Pasted | null {
  const topic = rest.length === 2 ? rest[0] : undefined;
  return {
    fields: { chat_id: `-100${group}`, ...(topic !== undefined && { message_thread_id: topic }) },
    isCertain: true,
  };
}
