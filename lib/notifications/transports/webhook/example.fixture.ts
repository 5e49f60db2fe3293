export const example = {
  fields: {
    url: "https://example.org/hooks/lunasentri",
    secret: "whsec_cGxhbnRlZC1zZWNyZXQtb2YtYS13ZWJob29r",
  },
  textOf: (body: unknown) => (body as { machine?: { name: string } }).machine?.name ?? "",
  showName: (name: string) => name,
};
