import { env } from "../lib/base/env";
import { database } from "../lib/db/client";
import { findSetupPath } from "../lib/people/auth/find-setup-code";

/** Prints the link for creating the first admin, as the hub did when it started. */
async function main(): Promise<number> {
  const path = await findSetupPath(new Date());
  await (await database()).close();
  if (path === null) {
    process.stderr.write(
      "This hub is set up already. Sign in, or run: npm run reset-password -- you@example.org\n",
    );
    return 1;
  }
  const { hubUrl, port } = env();
  process.stdout.write(`Create the first admin at ${hubUrl ?? `http://localhost:${port}`}${path}\n`);
  return 0;
}

// Nobody else may read what SQLite writes beside the database.
process.umask(0o077);
process.exit(await main());
