/** Where the settings table keeps the sealed bot token. */
export const BOT_TOKEN_KEY = "telegram_bot_token";
