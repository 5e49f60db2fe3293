export const example = {
  accepted: { status: 200, body: "ok" },
  fields: { url: "https://hooks.slack.com/services/T0PLANTED/B0PLANTED/planted-sl4ck-x9f2" },
  textOf: (body: unknown) =>
    (body as { blocks: { type: string; text: { text: string } }[] }).blocks
      .flatMap(({ type, text }) => (type === "section" ? text.text : []))
      .join("\n"),
  pasted: {
    "https://hooks.slack.com/services/T01/B02/x9f2": {
      fields: { url: "https://hooks.slack.com/services/T01/B02/x9f2" },
      isCertain: true,
    },
    "slack://hook:T01-B02-x9f2@webhook?botname=hub": {
      fields: { url: "https://hooks.slack.com/services/T01/B02/x9f2" },
      isCertain: true,
      left: ["“botname”"],
    },
    "slack://hub@T01/B02/x9f2/#ops": {
      fields: { url: "https://hooks.slack.com/services/T01/B02/x9f2" },
      isCertain: true,
      left: ["the channel"],
    },
  },
};
