/** Where the settings table keeps the sealed bot token. */
export const BOT_TOKEN_KEY = "telegram_bot_token";

/** Where it keeps that Telegram has refused a token, until it accepts one again. */
export const REFUSAL_KEY = "telegram_refusal";

/** Where it keeps that Telegram gives this hub no updates with a token, until it does. */
export const LISTENING_REFUSAL_KEY = "telegram_listening_refusal";

export type RefusalKey = typeof REFUSAL_KEY | typeof LISTENING_REFUSAL_KEY;

/** The hard limit of one attempt, also of one that follows a group to its new id. */
export const TIMEOUT_MS = 10_000;

// https://core.telegram.org/bots/api#sendmessage
export const TEXT_LIMIT = { max: 4_096, unit: "utf16" } as const;

// An accepted message comes back whole, 4,096 characters of up to six bytes each in JSON, with its entities.
export const MAX_ANSWER_BYTES = 64 * 1024;
