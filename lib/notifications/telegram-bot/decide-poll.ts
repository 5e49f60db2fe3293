import { z } from "zod";
import type { TelegramAnswer } from "../transports/telegram/client";
import { decideAnswer } from "../transports/telegram/decide";

/** Something that was said or done in a chat; decide-update.ts reads the rest of it. */
export type Update = z.output<typeof updateSchema>;

/** The meaning of an answer to getUpdates. `message` is for people. */
export type PollDecision =
  | { kind: "heard"; updates: Update[] }
  /** Telegram gives the bot's updates to another program. */
  | { kind: "conflict"; with: "webhook" | "listener" }
  | { kind: "token_refused"; message: string }
  | { kind: "failed"; message: string; retryAfterMs: number | null };

const updateSchema = z.looseObject({ update_id: z.number().int() });

/** What Telegram's answer to getUpdates means for the listener. */
export function decidePoll(answer: TelegramAnswer): PollDecision {
  const decision = decideAnswer(answer);
  switch (decision.kind) {
    case "delivered":
      return toHeard(answer);
    case "token_refused":
      return decision;
    case "moved":
    case "refused":
      return { kind: "failed", message: decision.message, retryAfterMs: null };
    case "retry":
      if (answer.kind === "answered" && answer.status === 409)
        return { kind: "conflict", with: isWebhook(answer.description) ? "webhook" : "listener" };
      return { kind: "failed", message: decision.message, retryAfterMs: decision.retryAfterMs };
  }
}

// "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", or "terminated by
// other getUpdates request; make sure that only one bot instance is running" (Bot API server, Client.cpp).
function isWebhook(description: string | null): boolean {
  return description?.includes("webhook") === true;
}

function toHeard(answer: TelegramAnswer): PollDecision {
  const result = answer.kind === "answered" ? z.array(updateSchema).safeParse(answer.result) : null;
  if (result?.success === true) return { kind: "heard", updates: result.data };
  return { kind: "failed", message: "Telegram's answer contains no list of updates", retryAfterMs: null };
}
