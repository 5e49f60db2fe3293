import { route } from "@/lib/http/route";
import { getTelegramSettings } from "@/lib/instance/get-telegram-settings";
import { removeTelegramToken } from "@/lib/instance/remove-telegram-token";
import { putTelegramSchema } from "@/lib/instance/schema";
import { setTelegramToken } from "@/lib/instance/set-telegram-token";

const pattern = "/api/v1/instance/telegram";

export const GET = route({
  pattern,
  handle: async ({ session: { user } }) => ({ body: await getTelegramSettings({ user }) }),
});

export const PUT = route({
  pattern,
  body: putTelegramSchema,
  handle: async ({ session: { user }, body: { token }, now }) => ({
    body: await setTelegramToken({ user, token, now }),
  }),
});

export const DELETE = route({
  pattern,
  handle: async ({ session: { user } }) => {
    await removeTelegramToken({ user });
    return { status: 204 };
  },
});
