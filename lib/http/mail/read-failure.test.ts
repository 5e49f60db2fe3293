import { expect, it } from "vitest";
import { readMailFailure } from "./read-failure";

const answered = (code: string, command: string, response: string) =>
  Object.assign(new Error("failed"), {
    code,
    command,
    response,
    responseCode: Number(response.slice(0, 3)),
    permanent: response.startsWith("5") && !response.startsWith("503"),
  });

it.each([
  ["EAUTH", "AUTH PLAIN", "535 5.7.8 bad credentials", "login", true],
  ["EAUTH", "AUTH LOGIN", "454 4.7.0 try later", "login", false],
  ["EENVELOPE", "MAIL FROM", "550 not your domain", "sender", true],
  ["EENVELOPE", "RCPT TO", "450 greylisted", "recipients", false],
  ["EENVELOPE", "RCPT TO", "550 no such user", "recipients", true],
  ["EENVELOPE", "DATA", "451 later", "content", false],
  ["EMESSAGE", "DATA", "552 too large", "content", true],
  ["ECONNECTION", "CONN", "421 too busy", "connection", false],
  ["ETLS", "STARTTLS", "502 what?", "connection", true],
])("reads %s at %s: %s", (code, command, response, stage, isPermanent) => {
  expect(readMailFailure(answered(code, command, response))).toEqual({
    kind: "refused",
    stage,
    code: Number(response.slice(0, 3)),
    isPermanent,
    words: response,
  });
});

it("keeps what a server says to one short line", () => {
  const error = answered("EENVELOPE", "RCPT TO", `550 no\r\n550 \u202e${"x".repeat(1_000)}`);
  expect(readMailFailure(error)).toMatchObject({ words: expect.stringMatching(/^550 no 550 x{100,}…$/) });
});

it.each([
  [{ code: "ECONNECTION" }, /closed the connection/],
  [{ code: "ETLS" }, /no encryption/],
  [{ code: "ESOCKET", originalCode: "ECONNRESET" }, /closed the connection/],
  [{ code: "ESOCKET", originalCode: "DEPTH_ZERO_SELF_SIGNED_CERT" }, /self-signed/],
  [{ code: "ECONNREFUSED" }, /nothing listens there/],
  [{}, /the request failed/],
])("says what %j means", (fields, sentence) => {
  const answer = readMailFailure(Object.assign(new Error("secret"), fields));
  expect(answer).toEqual({ kind: "failed", message: expect.stringMatching(sentence) });
});
