import { itReads } from "../../messages/recorded-answers.fixture";
import { readPagerDutyAnswer } from "./read-answer";

const invalid = (error: string) => ({
  status: "invalid event",
  message: "Event object is invalid",
  errors: [error],
});

itReads(readPagerDutyAnswer, [
  ["takes an event", 202, { status: "success", message: "Event processed", dedup_key: "x" }, "delivered"],
  [
    "does not know the key",
    400,
    invalid("Length of 'routing_key' is incorrect (should be 32 characters)"),
    "channel",
  ],
  ["does not take the event", 400, invalid("'payload.severity' is invalid"), "message"],
  ["asks to wait, without saying how long", 429, "", "network", 30_000],
  ["asks to wait for longer", 429, "", "network", 90_000, { "retry-after": "90" }],
  ["is not itself", 400, "<html>Bad Request</html>", "network"],
  ["is out of order", 503, "", "network"],
]);
