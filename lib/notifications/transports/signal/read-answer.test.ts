import { itReads } from "../../messages/recorded-answers.fixture";
import { readSignalAnswer } from "./read-answer";

const error = (text: string) => ({ error: text });

itReads(readSignalAnswer, [
  ["takes it", 201, { timestamp: "1692859726254" }, "delivered"],
  [
    "does not trust a recipient's new phone",
    400,
    error("Failed to send message due to untrusted identities"),
    "channel",
  ],
  ["does not know a recipient", 400, error('Unregistered user "+49…"'), "channel"],
  ["cannot reach Signal", 400, error("Failed to send message: connection timed out"), "network"],
  [
    "wants a captcha solved",
    429,
    { error: "rate limit", challenge_tokens: ["x"], account: "+49…" },
    "network",
    21_600_000,
  ],
  ["is not itself", 400, "<html>", "network"],
]);
