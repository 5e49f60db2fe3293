export const example = {
  accepted: { status: 200, body: "ok" },
  fields: { url: "https://hooks.slack.com/services/T0PLANTED/B0PLANTED/planted-sl4ck-x9f2" },
  textOf: (body: unknown) =>
    (body as { blocks: { type: string; text: { text: string } }[] }).blocks
      .flatMap(({ type, text }) => (type === "section" ? text.text : []))
      .join("\n"),
};
