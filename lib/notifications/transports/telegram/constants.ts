/** Where the settings table keeps the sealed bot token. */
export const BOT_TOKEN_KEY = "telegram_bot_token";

/** Where it keeps that Telegram refused a token, until it takes one again. */
export const REFUSAL_KEY = "telegram_refusal";

/** Where it keeps that Telegram does not let this hub listen with a token, until it does. */
export const LISTENING_REFUSAL_KEY = "telegram_listening_refusal";

export type RefusalKey = typeof REFUSAL_KEY | typeof LISTENING_REFUSAL_KEY;
