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
  pasted: {
    "https://example.org/hooks/x?key=1": {
      fields: { url: "https://example.org/hooks/x?key=1" },
      isCertain: false,
    },
    "generic://example.org/hooks/x?@X-Api-Key=4f9d&key=1&template=json&$context=a": {
      fields: { url: "https://example.org/hooks/x?key=1", headers: { "X-Api-Key": "4f9d" } },
      isCertain: true,
      left: ["“template”", "“$context”"],
    },
    "generic+http://example.org:8080/x": {
      fields: { url: "http://example.org:8080/x" },
      isCertain: true,
      left: [],
    },
    "jsons://anna:p%40ss@example.org/x?+X-Api-Key=4f9d&method=PUT": {
      fields: {
        url: "https://example.org/x",
        username: "anna",
        password: "p@ss",
        headers: { "X-Api-Key": "4f9d" },
      },
      isCertain: true,
      left: ["“method”"],
    },
  },
};
