import { expect, it } from "vitest";
import { composeMail } from "./compose";

const given = {
  title: "You are invited",
  paragraphs: ["Ada invites you.", "It expires in a week."],
  link: { label: "Join", url: "https://hub.example.org/join/x?a=1&b=2" },
  footer: "You get this because Ada gave your address.",
};

it("says the same in text and in HTML", () => {
  const { text, html } = composeMail(given);
  expect(text).toBe(
    "You are invited\n\nAda invites you.\n\nIt expires in a week.\n\nhttps://hub.example.org/join/x?a=1&b=2\n\n-- \nYou get this because Ada gave your address.\n",
  );
  for (const part of [given.title, ...given.paragraphs, given.link.label, given.footer])
    expect(html).toContain(part);
  expect(html).toContain('href="https://hub.example.org/join/x?a=1&amp;b=2"');
});

it("keeps markup text", () => {
  const hostile = `"><img src=x onerror='alert(1)'>&`;
  const { html } = composeMail({
    title: hostile,
    paragraphs: [hostile],
    link: { label: hostile, url: hostile },
    footer: hostile,
  });
  expect(html).not.toContain("<img");
  expect(html).not.toContain("'alert");
  expect(html.match(/&quot;&gt;&lt;img src=x onerror=&#39;alert\(1\)&#39;&gt;&amp;/g)).toHaveLength(6);
});

it("has no link where there is nothing to do", () => {
  const { text, html } = composeMail({ ...given, link: null });
  expect(`${text}${html}`).not.toMatch(/https?:/);
});
