import { AppError } from "@/lib/base/errors";
import { readLimited } from "@/lib/http/read-limited";
import { isJson } from "./csrf";

const MAX_BODY_BYTES = 64 * 1024;
// None of our bodies is deeper than three. JSON.parse accepts a million levels, but JSON.stringify fails on the result.
const MAX_DEPTH = 16;

/** Reads a JSON body of at most 64 KiB. Throws AppError if it is not JSON, too large or too deeply nested. */
export async function readJson(request: Request): Promise<unknown> {
  return parseJson(await readBytes(request));
}

/** The same if the body is optional: an absent or empty body reads as {}. */
export async function readOptionalJson(request: Request): Promise<unknown> {
  if (request.headers.has("content-type")) {
    const bytes = await readBytes(request);
    return bytes.byteLength === 0 ? {} : parseJson(bytes);
  }
  const bytes = await readLimited(request.body, 0);
  if (bytes === "too_large") throw notJson();
  return {};
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (!isJson(request.headers.get("content-type"))) throw notJson();
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    throw new AppError("unsupported_media_type", "Send the body without Content-Encoding.");
  }
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const bytes = await readLimited(request.body, MAX_BODY_BYTES);
  if (bytes === "too_large") throw tooLarge();
  return bytes;
}

function notJson(): AppError {
  return new AppError("unsupported_media_type", "Send the body as Content-Type: application/json.");
}

function tooLarge(): AppError {
  return new AppError("too_large", `The body must be at most ${MAX_BODY_BYTES / 1024} KiB.`);
}

function parseJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("invalid", "The body is not JSON in UTF-8.");
  }
  if (isDeeperThan(value, MAX_DEPTH)) {
    throw new AppError("invalid", `The body may be nested at most ${MAX_DEPTH} deep.`);
  }
  return value;
}

function isDeeperThan(value: unknown, maxDepth: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= maxDepth; depth++) {
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
