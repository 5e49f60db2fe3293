import { z } from "zod";
import type { OutboundAnswer } from "@/lib/http/outbound";
import type { Knock } from "../knock-words";

// GET /api/health of whatever hub: 200 or 503, it came through.
const ownAnswer = z.object({ status: z.enum(["ok", "behind"]), checks: z.object({}) });

/** Whether it was the hub that answered. A proxy's own page, or a redirect, says that the way in ends before it. */
export function judgeKnock({ url, answer }: { url: string; answer: OutboundAnswer }): Knock {
  if (answer.kind === "failed") return { ok: false, url, message: answer.message };
  const ok = (answer.status === 200 || answer.status === 503) && isOwn(answer.body);
  return { ok, url, message: `HTTP ${answer.status}${ok ? "" : ", which is not the hub's own answer"}` };
}

function isOwn(body: string): boolean {
  try {
    return ownAnswer.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
