/** Where the settings table keeps the sealed bot token. */
export const BOT_TOKEN_KEY = "telegram_bot_token";

/** Where it keeps that Telegram refused a token, until it takes one again. */
export const REFUSAL_KEY = "telegram_refusal";
