import { expect, it } from "vitest";
import { isAppError } from "@/lib/base/errors";
import { readJson, readOptionalJson } from "./read-json";

function post(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Record<string, string> = {},
): Request {
  return new Request("http://hub.lan/", {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
}

async function refusal(request: Request): Promise<string> {
  const outcome: unknown = await readJson(request).catch((error: unknown) => error);
  return isAppError(outcome) ? outcome.code : "taken";
}

function endless(): { stream: ReadableStream; sentBytes: () => number } {
  let sent = 0;
  const stream = new ReadableStream({
    pull(controller) {
      sent += 8_192;
      controller.enqueue(new Uint8Array(8_192).fill(0x20));
    },
  });
  return { stream, sentBytes: () => sent };
}

it("returns the parsed body", async () => {
  expect(await readJson(post('{"name":"Züge","list":[1,{"a":null}]}'))).toEqual({
    name: "Züge",
    list: [1, { a: null }],
  });
});

it.each([
  ["exactly 64 KiB", post(`"${"a".repeat(65_534)}"`), "taken"],
  ["one byte more", post(`"${"a".repeat(65_535)}"`), "too_large"],
  ["more than 64 KiB announced", post("{}", { "content-length": "65537" }), "too_large"],
  ["no JSON", post("{name:1}"), "invalid"],
  ["an empty body", post(""), "invalid"],
  ["JSON that is not UTF-8", post(new Uint8Array([0x22, 0xff, 0x22])), "invalid"],
  ["sixteen levels", post("[".repeat(16) + "1" + "]".repeat(16)), "taken"],
  ["eighteen levels", post("[".repeat(18) + "1" + "]".repeat(18)), "invalid"],
  ["thirty thousand levels", post("[".repeat(30_000) + "]".repeat(30_000)), "invalid"],
  ["a form", post("a=1", { "content-type": "application/x-www-form-urlencoded" }), "unsupported_media_type"],
  ["a compressed body", post("{}", { "content-encoding": "gzip" }), "unsupported_media_type"],
])("%s", async (_name, request, expected) => {
  expect(await refusal(request)).toBe(expected);
});

it("stops reading an endless body", async () => {
  const { stream, sentBytes } = endless();
  expect(await refusal(post(stream))).toBe("too_large");
  expect(sentBytes()).toBeLessThan(128 * 1024);
});

it("reads an absent or empty body as an empty object", async () => {
  expect(await readOptionalJson(new Request("http://hub.lan/", { method: "POST" }))).toEqual({});
  expect(await readOptionalJson(post(""))).toEqual({});
  expect(await readOptionalJson(post('{"a":1}'))).toEqual({ a: 1 });
  const unnamed = new Request("http://hub.lan/", { method: "POST", body: new Uint8Array([0x7b, 0x7d]) });
  await expect(readOptionalJson(unnamed)).rejects.toMatchObject({ code: "unsupported_media_type" });
});
