/**
 * The PostgreSQL twin of prisma/schema.prisma: only the provider and the generator's output differ.
 * @param {string} source
 */
export function derivePostgresqlSchema(source) {
  return source
    .split("\n")
    .map((line) => {
      if (/^\s*provider\s*=\s*"sqlite"\s*$/.test(line)) return '  provider = "postgresql"';
      if (/^\s*output\s*=/.test(line))
        return '  output                 = "../../lib/db/generated/postgresql"';
      return line;
    })
    .join("\n")
    .replace(
      /^(\/\/[^\n]*\n)*/,
      "// Derived from prisma/schema.prisma by scripts/generate.mjs: edit that one.\n",
    );
}
