import { z } from "zod";
import { MAX_ID } from "@/lib/base/ids";

const MAX_CHAT_ID = 2 ** 52;

// A number, its digits, or the @name of a public channel or group (Bot API, sendMessage).
const chatId = z
  .union([z.number(), z.string()], "must be a number or an @name")
  .transform((given, context) => {
    const text = String(given).trim();
    if (/^@[A-Za-z]\w{3,31}$/.test(text)) return text;
    const number = Number(text);
    if (/^-?\d+$/.test(text) && number !== 0 && Math.abs(number) <= MAX_CHAT_ID) return number;
    context.addIssue(
      "must be a number such as 123456789 or -1001234567890, or the @name of a public channel",
    );
    return z.NEVER;
  });

// A number or its digits, as forms have it.
const threadId = z
  .union([z.number(), z.string()], "must be a number")
  .transform((given, context) => {
    const text = String(given).trim();
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= MAX_ID) return number;
    context.addIssue("must be the number of a topic, such as 7");
    return z.NEVER;
  })
  .nullable();

/** What the API takes of a Telegram channel. */
export const telegramFields = { chat_id: chatId, message_thread_id: threadId.optional() };
