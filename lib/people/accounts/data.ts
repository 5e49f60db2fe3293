import { afterId, type PageRequest } from "@/lib/base/paging";
import { formsOf } from "@/lib/base/text";
import { database } from "@/lib/db/client";
import { ACCOUNT } from "./view";

/** The accounts of this installation whose name or e-mail address contains the text, oldest first; one more than the page holds, if there is one. */
export async function findAccounts({ q, page }: { q: string; page: PageRequest }) {
  const { client, engine } = await database();
  const after = afterId(page);
  // SQLite ignores case by itself, and its client does not know this option.
  const anyCase = engine.kind === "postgresql" ? { mode: "insensitive" } : {};
  const matches = formsOf(q).flatMap((form) => [
    { name: { contains: form, ...anyCase } },
    { email: { contains: form.toLowerCase() } },
  ]);
  return client.user.findMany({
    where: { ...(q !== "" && { OR: matches }), ...(after !== null && { id: { gt: after } }) },
    select: ACCOUNT,
    orderBy: { id: "asc" },
    take: page.limit + 1,
  });
}
