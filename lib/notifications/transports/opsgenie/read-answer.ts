import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";

const errorSchema = z.object({ message: z.string() });
const BLAME: Readonly<Record<number, "channel" | "message">> = {
  401: "channel",
  403: "channel",
  400: "message",
  422: "message",
};

/** What the answer of the Opsgenie API means. It takes a request before it carries it out. */
export function readOpsgenieAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus } = answer;
  const said = errorSchema.safeParse(jsonBody(answer)).data;
  const blame = BLAME[httpStatus];
  if (said === undefined || blame === undefined) return byStatus({ answer, nowMs });
  return failed({ httpStatus, message: `Opsgenie API: ${said.message}`, blame });
}
