/** Takes the topic out of a pasted address, as ntfy's web page shows it: https://ntfy.sh/topic. */
export function moveTopic(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { server, topic } = fields;
  if (typeof server !== "string" || topic !== undefined) return fields;
  const cut = server.lastIndexOf("/");
  const name = server.slice(cut + 1);
  const rest = server.slice(0, cut);
  return URL.canParse(rest) && /^[-_A-Za-z0-9]{1,64}$/.test(name)
    ? { ...fields, server: rest, topic: name }
    : fields;
}
