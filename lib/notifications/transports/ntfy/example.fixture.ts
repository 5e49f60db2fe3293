export const example = {
  fields: { server: "https://ntfy.example.org", topic: "planted-topic-9f3k", token: "tk_planted0token7" },
  textOf: (body: unknown) => {
    const { title, message } = body as { title: string; message: string };
    return `${title}\n${message}`;
  },
};
