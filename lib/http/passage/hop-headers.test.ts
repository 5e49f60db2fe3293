import { describe, expect, it } from "vitest";
import { headersForClient, headersForNext } from "./hop-headers";

describe("headersForNext", () => {
  it.each([
    [
      "passes on what is for the other end",
      { host: "hub.lan", cookie: "a=b" },
      { host: "hub.lan", cookie: "a=b" },
    ],
    [
      "drops what is of this connection",
      { connection: "keep-alive", "keep-alive": "timeout=5", te: "trailers" },
      {},
    ],
    [
      "keeps what Connection names beside",
      { connection: "close, Content-Length, x-forwarded-for", "content-length": "3", "x-forwarded-for": "a" },
      { "content-length": "3", "x-forwarded-for": "a" },
    ],
    [
      "drops an offered protocol",
      { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "" },
      {},
    ],
    [
      "drops what has been answered",
      { expect: "100-continue", "content-length": "3" },
      { "content-length": "3" },
    ],
    [
      "frames a body without length",
      { "transfer-encoding": "gzip, chunked" },
      { "transfer-encoding": "chunked" },
    ],
  ])("%s", (_, headers, next) => {
    expect(headersForNext(headers)).toEqual(next);
  });
});

it("gives back an answer's headers as they came, several of a name too, but not those of the connection", () => {
  const raw = ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "Connection", "close", "Date", "now"];
  expect(headersForClient([...raw, "Transfer-Encoding", "chunked", "Keep-Alive", "timeout=5"])).toEqual([
    "Set-Cookie",
    "a=1",
    "Set-Cookie",
    "b=2",
    "Date",
    "now",
  ]);
});
