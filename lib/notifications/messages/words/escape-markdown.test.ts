import { expect, it } from "vitest";
import { escapeMarkdown } from "./escape-markdown";

it.each([
  ["a name", "**web_01**", "\\*\\*web\\_01\\*\\*"],
  ["a runbook's link, which stays one", "Runbook: https://w/a_(b)#c", "Runbook: https://w/a%5F%28b%29#c"],
  ["a link elsewhere", "Notes: https://w/a_b", "Notes: https://w/a\\_b"],
  ["a line that only begins like a runbook", "Runbook: **x**", "Runbook: \\*\\*x\\*\\*"],
])("takes the Markdown out of %s", (_, text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
