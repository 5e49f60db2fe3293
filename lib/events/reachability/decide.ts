import { z } from "zod";
import type { OutboundAnswer } from "@/lib/http/outbound";
import type { Reachability } from "../reachability-words";

// Any hub's answer to GET /api/health: with 200 or 503 the request got through.
const ownAnswer = z.object({ status: z.enum(["ok", "behind"]), checks: z.object({}) });

/** Whether the hub itself answered. A proxy's own page or a redirect means that the request did not reach the hub. */
export function judgeReachability({ url, answer }: { url: string; answer: OutboundAnswer }): Reachability {
  if (answer.kind === "failed") return { ok: false, url, message: answer.message };
  const ok = (answer.status === 200 || answer.status === 503) && isOwn(answer.body);
  return { ok, url, message: `HTTP ${answer.status}${ok ? "" : ", not from the hub itself"}` };
}

function isOwn(body: string): boolean {
  try {
    return ownAnswer.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
