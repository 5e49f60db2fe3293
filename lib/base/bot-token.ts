import { z } from "zod";

// Telegram's look like 123456789:AAE…; a self-hosted Bot API server may use others. No character may be special in a URL.
const BOT_TOKEN = /^[\w:-]{3,256}$/;

/** A zod type for a bot token. Its errors never contain the token. */
export const botTokenSchema = z
  .string("must be text")
  .trim()
  .regex(BOT_TOKEN, "must be a bot token as BotFather gives it, such as 123456789:AAE…");
