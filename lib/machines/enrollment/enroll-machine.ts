import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { agentKeyHint, hashAgentKey, makeAgentKey } from "../agent-key";
import { hashEnrollToken } from "../enroll-token";
import type { EnrollDecision } from "./decide";
import { exchangeEnrollToken } from "./mutations";
import type { Enrolled, enrollSchema } from "./schema";

/**
 * Exchanges a one-time token for a key of its machine, once. Throws AppError "unauthenticated" for a token that was
 * never issued, "gone" for one that was used or has expired, "conflict" if its machine is disabled.
 */
export async function enrollMachine({
  input,
  now,
}: {
  input: z.output<typeof enrollSchema>;
  now: Date;
}): Promise<Enrolled> {
  const hash = hashEnrollToken(input.token);
  if (hash === null) throw refusal("unknown");
  const apiKey = makeAgentKey();
  const decision = await exchangeEnrollToken({
    hash,
    key: { hash: hashAgentKey(apiKey), hint: agentKeyHint(apiKey) },
    hostname: input.hostname ?? "",
    now,
  });
  if (decision.kind !== "good") throw refusal(decision.kind);
  return { machine_id: decision.machineId, api_key: apiKey };
}

const AGAIN = "Create a new one on the machine's page.";

function refusal(kind: Exclude<EnrollDecision["kind"], "good">): AppError {
  switch (kind) {
    case "unknown":
      return new AppError(
        "unauthenticated",
        "This one-time token is unknown. Copy the whole command from the machine's page.",
      );
    case "used":
      return new AppError("gone", `This one-time token was already used. ${AGAIN}`);
    case "expired":
      return new AppError("gone", `This one-time token has expired; it is valid for an hour. ${AGAIN}`);
    case "disabled":
      return new AppError("conflict", "This machine is disabled. Enable it, then try again.");
  }
}
