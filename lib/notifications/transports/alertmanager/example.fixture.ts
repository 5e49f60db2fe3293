export const example = {
  fields: { server: "http://alertmanager.example.org:9093/am" },
  textOf: (body: unknown) =>
    (body as { annotations: { summary: string; description: string } }[])
      .map(({ annotations: { summary, description } }) => `${summary}\n${description}`)
      .join("\n"),
};
