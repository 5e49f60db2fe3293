import { route } from "@/lib/api/route";
import { getTelegramSettings } from "@/lib/notifications/transports/telegram/settings/get-telegram-settings";
import { removeTelegramToken } from "@/lib/notifications/transports/telegram/settings/remove-telegram-token";
import {
  putTelegramSchema,
  telegramSettingsSchema,
} from "@/lib/notifications/transports/telegram/settings/schema";
import { setTelegramToken } from "@/lib/notifications/transports/telegram/settings/set-telegram-token";

const pattern = "/api/v1/instance/telegram";

export const GET = route({
  pattern,
  summary: "Get how this installation reaches Telegram; never the token.",
  answers: { 200: telegramSettingsSchema },
  handle: async ({ session: { user } }) => ({ body: await getTelegramSettings({ user }) }),
});

export const PUT = route({
  pattern,
  summary: "Set the bot token. A token that Telegram refuses is not stored.",
  body: putTelegramSchema,
  answers: { 200: telegramSettingsSchema },
  handle: async ({ session: { user }, body: { token }, now }) => ({
    body: await setTelegramToken({ user, token, now }),
  }),
});

export const DELETE = route({
  pattern,
  summary: "Delete the bot token that was set here.",
  answers: { 204: null },
  handle: async ({ session: { user } }) => {
    await removeTelegramToken({ user });
    return { status: 204 };
  },
});
