/**
 * Takes the topic out of an address that was pasted for a new channel, as ntfy's web page shows it: https://ntfy.sh/topic. An
 * existing channel has its topic already, so what follows its server is a path.
 */
export function moveTopic(
  fields: Readonly<Record<string, unknown>>,
  { isNew }: { isNew: boolean },
): Readonly<Record<string, unknown>> {
  const { server, topic } = fields;
  if (!isNew || typeof server !== "string" || topic !== undefined) return fields;
  const cut = server.lastIndexOf("/");
  const name = server.slice(cut + 1);
  const rest = server.slice(0, cut);
  return URL.canParse(rest) && /^[-_A-Za-z0-9]{1,64}$/.test(name)
    ? { ...fields, server: rest, topic: name }
    : fields;
}
