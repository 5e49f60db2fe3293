import { itReads } from "../../messages/recorded-answers.fixture";
import { readZulipAnswer } from "./read-answer";

const error = (code: string, more: object = {}) => ({ result: "error", code, msg: "…", ...more });

itReads(readZulipAnswer, [
  ["takes it", 200, { result: "success", id: 42, msg: "" }, "delivered"],
  ["does not know the key", 401, error("INVALID_API_KEY"), "channel"],
  ["has no such channel", 400, error("STREAM_DOES_NOT_EXIST"), "channel"],
  ["does not take the message", 400, error("BAD_REQUEST"), "message"],
  ["asks to wait", 429, error("RATE_LIMIT_HIT", { "retry-after": 28.7 }), "network", 28_700],
  ["is not itself", 401, "<html>", "network"],
]);
