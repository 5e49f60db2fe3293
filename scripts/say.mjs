/**
 * Tells the person at the terminal what is going on.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`${line}\n`);
}
