export const example = {
  fields: {
    server: "https://zulip.example.org",
    email: "hub-bot@zulip.example.org",
    key: "planted0zulip0key0x9f2",
    stream: "ops",
  },
  textOf: (body: unknown) =>
    (body as { content: string }).content
      .replace(/\nhttps:\/\/hub\S*$/, "")
      .replace(/^`{3,}text\n/, "")
      .replace(/\n`{3,}$/, ""),
  pasted: {
    "zulip://hub-bot%40zulip.example.org:KEY@zulip.example.org/?stream=ops&topic=hub": {
      fields: {
        server: "https://zulip.example.org",
        email: "hub-bot@zulip.example.org",
        key: "KEY",
        stream: "ops",
      },
      isCertain: true,
      left: ["“topic”"],
    },
    "zulip://hub@example/KEY/ops": {
      fields: {
        server: "https://example.zulipchat.com",
        email: "hub-bot@example.zulipchat.com",
        key: "KEY",
        stream: "ops",
      },
      isCertain: true,
      left: [],
    },
  },
};
