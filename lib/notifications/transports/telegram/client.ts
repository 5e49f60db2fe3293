import { z } from "zod";
import { oneLine } from "@/lib/base/text";
import { send } from "@/lib/http/outbound";
import type { TelegramAccess } from "./access";
import { MAX_ANSWER_BYTES } from "./constants";

/** What Telegram answered to one call, without the bot token, whatever a server in between may echo. */
export type TelegramAnswer =
  | { kind: "failed"; message: string }
  | {
      kind: "answered";
      status: number;
      /** Telegram's own "ok"; false also for an answer that is not Telegram's. */
      isOk: boolean;
      /** Telegram's own words. */
      description: string | null;
      retryAfterS: number | null;
      migrateToChatId: number | null;
      result: unknown;
      /** The answer announced JSON, and was cut off before it could be read. */
      isCut: boolean;
    };

const answerSchema = z.object({
  ok: z.boolean(),
  description: z.string().optional(),
  parameters: z
    .object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
    .optional(),
  result: z.unknown().optional(),
});

// An update contains at most the message it is about, the one that it answers, and what surrounds both.
const MAX_UPDATES_BYTES = 4 * 1024 * 1024;
const MAX_WORDS = 200;

type Call = {
  access: TelegramAccess;
  token: string;
  method: "answerCallbackQuery" | "editMessageText" | "getMe" | "getUpdates" | "sendMessage";
  payload?: object;
  timeoutMs: number;
  notAfterMs?: number | undefined;
  /** Ends it before its time. */
  signal?: AbortSignal;
};

/** Calls one method of the Bot API. Never throws. */
export async function callTelegram({
  access,
  token,
  method,
  payload = {},
  timeoutMs,
  notAfterMs,
  signal,
}: Call): Promise<TelegramAnswer> {
  const answer = await send({
    method: "POST",
    agent: access.agent,
    url: `${access.apiUrl}/bot${token}/${method}`,
    headers: { "content-type": "application/json", "user-agent": "LunaSentri" },
    body: JSON.stringify(payload),
    timeoutMs,
    notAfterMs,
    maxAnswerBytes: method === "getUpdates" ? MAX_UPDATES_BYTES : MAX_ANSWER_BYTES,
    doesBodyDecide: true,
    ...(signal !== undefined && { signal }),
  });
  if (answer.kind === "failed") return answer;
  const said = parseAnswer(answer.body);
  return {
    kind: "answered",
    status: answer.status,
    isOk: said?.ok === true,
    description: said?.description === undefined ? null : clean(said.description, token),
    retryAfterS: said?.parameters?.retry_after ?? null,
    migrateToChatId: said?.parameters?.migrate_to_chat_id ?? null,
    result: said?.result,
    isCut: said === null && !answer.isWhole && isJson(answer.headers["content-type"]),
  };
}

function isJson(contentType = ""): boolean {
  return /^application\/json\b/i.test(contentType);
}

function parseAnswer(body: string): z.output<typeof answerSchema> | null {
  try {
    return answerSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Telegram's words without the token, also if characters that are not shown were put into it. */
function clean(words: string, token: string): string {
  const hidden = [token, encodeURIComponent(token)].reduce(
    (rest, form) => oneLine(rest).replaceAll(form, "…"),
    words,
  );
  return oneLine(hidden, MAX_WORDS);
}
