import { itReads } from "../../messages/recorded-answers.fixture";
import { readGoogleChatAnswer } from "./read-answer";

const error = (status: string, code: number) => ({ error: { code, status, message: "…" } });

itReads(readGoogleChatAnswer, [
  ["takes it", 200, { name: "spaces/AAAA/messages/x" }, "delivered"],
  ["has no such space", 404, error("NOT_FOUND", 404), "channel"],
  ["does not accept the token", 401, error("UNAUTHENTICATED", 401), "channel"],
  ["does not take the message", 400, error("INVALID_ARGUMENT", 400), "message"],
  ["asks to wait", 429, error("RESOURCE_EXHAUSTED", 429), "network", 10_000],
  ["is out of order", 503, error("UNAVAILABLE", 503), "network"],
  ["is not itself", 403, "<html>", "network"],
]);
