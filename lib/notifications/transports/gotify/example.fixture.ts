export const example = {
  fields: { server: "https://gotify.example.org/push", token: "A-planted-gotify-token" },
  textOf: (body: unknown) => {
    const { title, message } = body as { title: string; message: string };
    return `${title}\n${message}`;
  },
};
