export const example = {
  fields: {
    url: "https://example.org/hooks/planted-p4th-x9f2",
    secret: "whsec_cGxhbnRlZC1zZWNyZXQtb2YtYS13ZWJob29r",
    username: "planted-user",
    password: "planted p@ssword",
    headers: { "X-Api-Key": "planted-header-value" },
  },
  textOf: (body: unknown) => (body as { machine?: { name: string } }).machine?.name ?? "",
  showName: (name: string) => name,
};
