import { isDeepStrictEqual } from "node:util";
import { errorSchema } from "@/lib/api/answer";
import { type Operation, refusalsOf } from "@/lib/api/operation";
import { ERROR_STATUS } from "@/lib/base/errors";

/** Throws unless the API's document promises such an answer, and names everything in it. */
export function expectDocumented({
  method,
  operation,
  status,
  json,
}: {
  method: string;
  operation: Operation;
  status: number;
  json: unknown;
}): void {
  const where = `${method} ${operation.pattern} answered ${status}`;
  const promised = operation.answers[status];
  const isRefusal = refusalsOf({ method, operation }).some((code) => ERROR_STATUS[code] === status);
  if (promised === undefined && !isRefusal) throw new Error(`${where}, which its document does not name`);
  if (typeof promised === "string") return;
  if (promised === null) {
    if (json !== null) throw new Error(`${where} with a body, which its document denies`);
    return;
  }
  const parsed = (promised ?? errorSchema).safeParse(json);
  if (!parsed.success) throw new Error(`${where} other than documented: ${parsed.error.message}`);
  if (!isDeepStrictEqual(parsed.data, json))
    throw new Error(`${where} with fields that its document does not name: ${JSON.stringify(json)}`);
}
