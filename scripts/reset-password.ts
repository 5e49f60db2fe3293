import { env } from "../lib/base/env";
import { database } from "../lib/db/client";
import { resetByHost } from "../lib/people/password-resets/reset-by-host";

const EX_USAGE = 64;

/** Creates a reset link for an account of this hub: for an admin who has no other admin to ask. */
async function main(email: string): Promise<number> {
  const path = await resetByHost({ email, now: new Date() });
  await (await database()).close();
  if (path === null) {
    process.stderr.write(`No account has the e-mail address ${email}.\n`);
    return 1;
  }
  const { hubUrl, port } = env();
  process.stdout.write(
    `This link works once, within 24 hours: ${hubUrl ?? `http://localhost:${port}`}${path}\n`,
  );
  return 0;
}

const [email] = process.argv.slice(2);
if (email === undefined) {
  process.stderr.write("Usage: npm run reset-password -- you@example.org\n");
  process.exit(EX_USAGE);
}
// Nobody else may read what SQLite writes beside the database.
process.umask(0o077);
process.exit(await main(email));
