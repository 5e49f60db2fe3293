import { z } from "zod";

// Telegram's are like 123456789:AAE…; a self-hosted Bot API server may give others. Nothing that could leave its place in an address.
const BOT_TOKEN = /^[\w:-]{3,256}$/;

/** A zod type for a bot token, which it never repeats in an error. */
export const botTokenSchema = z
  .string("must be text")
  .trim()
  .regex(BOT_TOKEN, "must be a bot token as BotFather gives it, such as 123456789:AAE…");
