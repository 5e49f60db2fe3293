/**
 * Headers as people write them, `Name: value` on a line each. A line without a colon becomes a name, which the API refuses
 * in words; of two with the same name it refuses both.
 */
export function readHeaders(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const read = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return colon === -1 ? [line.trim(), ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  const names = read.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return Object.fromEntries(twice === undefined ? read : [...read, [`${twice} (twice)`, ""]]);
}
